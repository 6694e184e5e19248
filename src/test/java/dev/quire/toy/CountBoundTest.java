package dev.quire.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.OtherSettings;
import dev.quire.TestServers;
import dev.quire.contract.Answer;
import dev.quire.contract.Totals;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Tests `count=auto` below, at and above `quire.count.bound`.
@QuarkusTest
@TestProfile(OtherSettings.class)
class CountBoundTest {

    private static final List<String> PLACES =
            List.of("page=1&per_page=3", "page=2&per_page=7", "offset=5&limit=2", "offset=19&limit=1", "page=99");

    private static void execute(String sql) throws SQLException {
        try (var connection = TestServers.sharedDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void add(int toys, int weight) throws SQLException {
        execute(
                "insert into toys (name, price, weight, made_at) select 'bound', n, %d, now() from generate_series(1, %d) n"
                        .formatted(weight, toys));
    }

    @AfterEach
    void deleteAddedRows() throws SQLException {
        execute("delete from toys where name = 'bound'");
        execute("vacuum (analyze) toys");
    }

    @Test
    void upToTheBoundTheTotalIsExactOnEveryPage() throws SQLException {
        for (int toys : List.of(0, 1, OtherSettings.COUNT_BOUND - 1, OtherSettings.COUNT_BOUND)) {
            add(toys, 100 + toys);
            for (var place : PLACES) {
                var answer = Answer.get("/api/toys?weight=%d&%s".formatted(100 + toys, place));
                assertEquals(toys, answer.meta().get("total").asInt(), place);
                assertEquals("eq", answer.meta().get("total_relation").asText(), place);
                Totals.assertAgree(answer, toys + " toys, " + place);
            }
        }
    }

    @Test
    void aboveTheBoundATooLowEstimateIsReplacedByALowerBound() throws SQLException {
        add(21, 221); // Without a new ANALYZE the planner expects few rows of this weight.
        for (var place : PLACES) {
            var answer = Answer.get("/api/toys?weight=221&" + place);
            assertEquals("gte", answer.meta().get("total_relation").asText(), place);
            assertEquals(21, answer.meta().get("total").asInt(), place);
            assertFalse(answer.meta().has("total_as_of"), place);
            Totals.assertAgree(answer, place);
        }
    }

    @Test
    void aboveTheBoundAPlausibleEstimateIsShownWithItsTime() throws SQLException {
        add(40, 240);
        execute("analyze toys");
        for (var place : PLACES) {
            var answer = Answer.get("/api/toys?weight=240&" + place);
            assertEquals("approx", answer.meta().get("total_relation").asText(), place);
            assertEquals(40, answer.meta().get("total").asInt(), 10, place);
            assertTrue(answer.meta().has("total_as_of"), place);
            Totals.assertAgree(answer, place);
        }
    }

    @Test
    void theLastPageGivesTheExactTotalAboveTheBound() throws SQLException {
        add(30, 230);
        for (var place : List.of("page=3&per_page=10", "offset=25&limit=5", "page=1&per_page=30")) {
            var answer = Answer.get("/api/toys?weight=230&" + place);
            assertEquals(30, answer.meta().get("total").asInt(), place);
            assertEquals("eq", answer.meta().get("total_relation").asText(), place);
        }
    }
}
