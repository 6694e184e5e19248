package dev.quire.pagecache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quire.contract.Answer;
import dev.quire.contract.Totals;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tests of totals while Redis is unavailable. The subclasses make it unavailable in different ways.
abstract class WithoutRedis {

    /// With the default Redis timeout of Quarkus, every request would wait for ten seconds.
    @Test
    @Timeout(30)
    void listsHaveTheirTotals() {
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
