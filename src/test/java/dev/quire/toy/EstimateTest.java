package dev.quire.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.contract.Answer;
import dev.quire.contract.Database;
import dev.quire.contract.Statements;
import dev.quire.contract.Totals;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tests estimated totals: their source, and that they are cached.
@QuarkusTest
class EstimateTest {

    @Inject
    RedisDataSource redis;

    @BeforeEach
    void clearCaches() {
        redis.key().keys("cache:estimates:*").forEach(key -> redis.key().del(key));
        Database.touch();
    }

    @AfterEach
    void analyse() {
        execute("analyze toys");
        clearCaches();
    }

    private static void execute(String sql) {
        Database.write(sql);
        Database.touch(); // No trigger fires when statistics change.
    }

    private static String time(String target) {
        return Answer.get(target).meta().get("total_as_of").asText();
    }

    @Test
    void anEstimateIsCachedWithItsTime() {
        for (var filter : List.of("", "&price[gte]=0.5", "&name[prefix]=toy&weight[in]=0,1")) {
            var target = "/api/toys?count=estimated&per_page=5" + filter;
            var first = Answer.get(target);
            var again = Statements.during(
                    () -> assertEquals(first.json(), Answer.get(target).json()));
            assertEquals(1, again.size(), again.toString());
        }
    }

    @Test
    void totalsAboveTheBoundAreCountedOnlyOnce() {
        for (var target :
                List.of("/api/items", "/api/messages", "/api/items?quantity[gte]=2", "/api/orders?status=placed")) {
            var first = Statements.during(() -> Answer.get(target));
            assertTrue(first.getFirst().contains(" 10001 rows"), first.toString());
            var again = Statements.during(() -> Answer.get(target));
            assertEquals(1, again.size(), again.toString());
            assertTrue(!again.getFirst().contains("count("), again.toString());
            assertEquals(time(target), time(target));
        }
    }

    @Test
    void anEstimateDependsOnTheFiltersAndTheirValuesButNotOnTheirOrder() {
        var asked = "/api/toys?count=estimated&per_page=1&weight=1&price[gte]=0.5";
        var time = time(asked);
        assertEquals(time, time("/api/toys?count=estimated&per_page=1&price[gte]=0.5&weight=1"));
        assertEquals(time, time("/api/toys?count=estimated&sort=-id&fields=id&limit=1&weight=1&price[gte]=0.5"));
        assertNotEquals(time, time("/api/toys?count=estimated&per_page=1&price[gte]=0.6&weight=1"));
        assertNotEquals(time, time("/api/toys?count=estimated&per_page=1&price[gt]=0.5&weight=1"));
    }

    @Test
    void aFilterOnAnEnumIsEstimatedByThePlannerWithTheStoredValue() {
        var expected = Database.number("select count(*) from orders where status = 'cancelled'");
        var answer = Answer.get("/api/orders?status=cancelled&count=estimated&per_page=1");
        assertEquals("approx", answer.meta().get("total_relation").asText());
        assertEquals(1.0, answer.meta().get("total").asDouble() / expected, 0.1);
    }

    @Test
    void aNestedListIsEstimatedForItsParentOnly() {
        var answer = Answer.get("/api/users/1/orders?count=estimated&per_page=1");
        assertTrue(answer.meta().get("total").asLong() < 1_000, answer.meta().toString());
        Totals.assertAgree(answer, "orders of a user");
    }

    @Test
    void aTableThatWasNeverAnalysedIsEstimatedByItsSize() {
        execute("select pg_clear_relation_stats('public', 'toys')");
        assertEquals(-1, Database.number("select reltuples from pg_class where relname = 'toys'"));
        var answer = Answer.get("/api/toys?count=estimated&per_page=1");
        assertEquals("approx", answer.meta().get("total_relation").asText());
        assertEquals(1_000, answer.meta().get("total").asInt(), 900);
        Totals.assertAgree(answer, "never analysed");
        assertEquals(
                "eq",
                Answer.get("/api/toys?per_page=1").meta().get("total_relation").asText());
    }

    @Test
    void anAnalysedTableIsEstimatedByItsStatistics() {
        var answer = Answer.get("/api/items?count=estimated");
        assertEquals(
                Database.number("select reltuples::bigint from pg_class where relname = 'items'"),
                answer.meta().get("total").asLong());
    }

    @Test
    void aCachedEstimateIsRaisedToTheRowsThatAPageProves() {
        var target = "/api/toys?count=estimated&weight=1";
        var total = Database.number("select count(*) from toys where weight = 1");
        Answer.get(target);
        for (var entry : redis.key().keys("cache:estimates:*")) {
            var kept = redis.value(String.class).get(entry);
            redis.value(String.class).set(entry, kept.replaceFirst(" \\d+ ", " 7 "));
        }
        Database.touch();
        assertEquals(21, Answer.get(target).meta().get("total").asInt());
        assertEquals(
                total,
                Answer.get(target + "&page=" + Math.ceilDiv(total, 20))
                        .meta()
                        .get("total")
                        .asLong());
        Totals.assertAgree(Answer.get(target + "&page=3"), "a cached estimate that is too low");
    }
}
