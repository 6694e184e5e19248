package dev.quire.pagecache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quire.contract.Answer;
import dev.quire.contract.Totals;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What holds of totals while Redis is away, in whatever way.
abstract class WithoutRedis {

    /// The framework would have every request wait for ten seconds.
    @Test
    @Timeout(30)
    void listsAreAnsweredWithTheirTotals() {
        for (int round = 0; round < 5; round++) {
            for (var target : List.of(
                    "/api/items", "/api/items?count=estimated", "/api/items?quantity[gte]=2", "/api/products")) {
                var answer = Answer.get(target);
                assertEquals(200, answer.status());
                Totals.assertAgree(answer, target);
            }
        }
    }
}
