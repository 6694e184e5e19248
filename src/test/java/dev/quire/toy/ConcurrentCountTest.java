package dev.quire.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.TestServers;
import dev.quire.contract.Answer;
import dev.quire.contract.Totals;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Tests that a total and its page come from one snapshot. Another session inserts and deletes rows in batches of
/// ten meanwhile, so that a total that is not a multiple of ten, or that contradicts its page, comes from another
/// snapshot.
@QuarkusTest
@Timeout(120)
class ConcurrentCountTest {

    private static final List<String> CHANGES = List.of(
            "insert into toys (name, price, weight, made_at) select 'batch', n, 76, now() from generate_series(1, 10) n "
                    + "where (select count(*) from toys where weight = 76) < 200",
            "delete from toys where weight = 76 and id in "
                    + "(select id from toys where weight = 76 order by id limit 10)");

    private static final List<String> PLACES = List.of(
            "page=1&per_page=7",
            "page=4&per_page=7",
            "page=2&per_page=50",
            "page=9&per_page=20",
            "offset=33&limit=10",
            "offset=1&limit=100",
            "page=3&per_page=9&sort=weight,-made_at");

    @AfterEach
    void deleteAddedRows() throws SQLException {
        try (var connection = TestServers.sharedDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("delete from toys where weight = 76");
            statement.execute("vacuum (analyze) toys");
        }
    }

    @Test
    void aTotalAndItsPageComeFromTheSameSnapshot() throws Exception {
        var stop = new AtomicBoolean();
        var totals = new HashSet<Long>();
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            var session = others.submit(() -> change(stop));
            try {
                for (int round = 0; round < 60; round++) {
                    for (var place : PLACES) {
                        for (var mode : List.of("exact", "auto")) {
                            read("/api/toys?weight=76&count=%s&%s".formatted(mode, place))
                                    .ifPresent(totals::add);
                        }
                    }
                }
            } finally {
                stop.set(true);
            }
            assertTrue(session.get() > 1_000, "too few rows were changed");
        }
        assertTrue(totals.size() > 5, "too few different totals were seen: " + totals);
    }

    /// @return the total; empty if the page is empty, as its total then comes from a second statement
    private static Optional<Long> read(String target) {
        var answer = Answer.get(target);
        if (answer.ids().isEmpty()) {
            return Optional.empty();
        }
        var total = answer.meta().get("total").asLong();
        assertEquals("eq", answer.meta().get("total_relation").asText(), target);
        assertEquals(0, total % 10, target + " → " + answer.meta());
        Totals.assertAgree(answer, target);
        if (answer.meta().get("has_next").asBoolean()) {
            var next = answer.meta().get("next_cursor").asText();
            var walked =
                    Answer.get(target.replaceFirst("&(page|offset)=.*?(?=&sort|$)", "") + "&per_page=7&cursor=" + next);
            assertEquals(
                    0, walked.ids().isEmpty() ? 0 : walked.meta().get("total").asLong() % 10, target);
            Totals.assertAgree(walked, target);
        }
        return Optional.of(total);
    }

    /// @return the number of rows inserted and deleted
    private static long change(AtomicBoolean stop) throws SQLException {
        try (var connection = TestServers.sharedDatabase().getConnection();
                var statement = connection.createStatement()) {
            long rows = 0;
            while (!stop.get()) {
                for (var change : CHANGES) {
                    if (Math.random() < 0.5) {
                        rows += statement.executeUpdate(change);
                    }
                }
                LockSupport.parkNanos(500_000);
            }
            return rows;
        }
    }
}
