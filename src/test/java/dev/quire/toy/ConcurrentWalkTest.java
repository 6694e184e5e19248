package dev.quire.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.TestServers;
import dev.quire.contract.Answer;
import dev.quire.contract.Database;
import dev.quire.pagination.Sort;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Walks through pages by cursor while other sessions insert, move and delete rows of weight 77. Every other row
/// must be seen exactly once and in order.
@QuarkusTest
@Timeout(120)
class ConcurrentWalkTest {

    /// Inserts, updates and deletes. The new names, prices and times lie between those of the unchanged rows, equal
    /// them, or are null. At most a few hundred such rows exist, so that every walk ends.
    private static final List<String> CHANGES = List.of(
            "insert into toys (name, price, weight, made_at) select "
                    + "case when random() < 0.2 then null else 'toy ' || floor(random() * 60) end, "
                    + "case when random() < 0.2 then null else floor(random() * 50) / 10 end, 77, "
                    + "timestamptz '2020-01-01 00:00Z' + floor(random() * 120) * interval '1.000001 second' "
                    + "from generate_series(1, 5) where (select count(*) from toys where weight = 77) < 300",
            "update toys set name = case when random() < 0.2 then null else 'toy ' || floor(random() * 60) end, "
                    + "price = case when random() < 0.2 then null else floor(random() * 50) / 10 end, "
                    + "made_at = made_at + (random() - 0.5) * interval '30 seconds' "
                    + "where weight = 77 and random() < 0.1",
            "delete from toys where weight = 77 and random() < 0.02");

    @AfterEach
    void deleteAddedRows() throws SQLException {
        try (var connection = TestServers.sharedDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("delete from toys where weight = 77");
            statement.execute("vacuum (analyze) toys");
        }
    }

    @Test
    void walksSeeEveryUnchangedRowOnceAndInOrderDespiteConcurrentChanges() throws Exception {
        var stop = new AtomicBoolean();
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            var sessions = List.of(others.submit(() -> change(stop)), others.submit(() -> change(stop)));
            try {
                var changedRows = 0;
                for (var sort : List.of(
                        "id",
                        "-id",
                        "name",
                        "-name",
                        "name.nullsfirst",
                        "-price",
                        "-price.nullslast,name.nullsfirst",
                        "price.nullsfirst,-name.nullslast",
                        "weight,-made_at")) {
                    changedRows += walk(sort);
                }
                assertTrue(changedRows > 100, "too few changed rows were seen");
            } finally {
                stop.set(true);
            }
            for (Future<Long> session : sessions) {
                assertTrue(session.get() > 100, "too few rows were changed");
            }
        }
    }

    /// @return the number of rows changed
    private static long change(AtomicBoolean stop) throws SQLException {
        try (var connection = TestServers.sharedDatabase().getConnection();
                var statement = connection.createStatement()) {
            long changes = 0;
            while (!stop.get()) {
                for (var change : CHANGES) {
                    changes += statement.executeUpdate(change);
                }
                LockSupport.parkNanos(2_000_000);
            }
            return changes;
        }
    }

    /// @return how many rows of the other sessions were seen
    private static int walk(String sort) {
        var order = Database.orderBy(Sort.parse(sort).withTieBreaker("id"));
        var untouched = Database.longs("select id from toys where weight <> 77" + order);
        var query = "/api/toys?count=none&fields=id&per_page=40&sort=" + sort;
        var pages = follow("next_cursor", query, Answer.get(query + "&page=1"));
        // The last page is empty if its rows were deleted after the previous page was read.
        var end = pages.stream().filter(page -> !page.ids().isEmpty()).toList().getLast();
        var forwards = pages.stream().flatMap(page -> page.ids().stream()).toList();
        var backwards = follow("prev_cursor", query, end).reversed().stream()
                .flatMap(page -> page.ids().stream())
                .toList();
        var known = new HashSet<>(untouched);
        assertEquals(untouched, forwards.stream().filter(known::contains).toList(), sort);
        assertEquals(untouched, backwards.stream().filter(known::contains).toList(), sort + " backwards");
        return forwards.size() - untouched.size();
    }

    private static List<Answer> follow(String cursor, String query, Answer start) {
        var pages = new ArrayList<>(List.of(start));
        while (pages.getLast().meta().has(cursor)) {
            pages.add(Answer.get(
                    query + "&cursor=" + pages.getLast().meta().get(cursor).asText()));
        }
        return pages;
    }
}
