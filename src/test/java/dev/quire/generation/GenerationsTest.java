package dev.quire.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A generation changes with every committed write to its collection, by any client and any kind of statement, and
/// with nothing else.
class GenerationsTest {

    private static final String PRODUCT =
            "insert into products (sku, price, created_at, updated_at) values (gen_random_uuid(), 1, now(), now())";

    private static DataSource database;
    private static Generations generations;

    @BeforeAll
    static void follow() throws SQLException {
        database = TestServers.newDatabase();
        generations = newGenerations();
        run(
                "insert into orders (id, number, status, country, total, created_at, updated_at)"
                        + " select n, n, 'placed', 'EIRE', 1, now(), now() from generate_series(1, 3) n",
                PRODUCT,
                "insert into items (order_id, line, product_id, quantity, unit_price)"
                        + " select 1, 1, min(id), 1, 1 from products");
    }

    @AfterAll
    static void stop() {
        generations.stop(new ShutdownEvent());
    }

    private static Generations newGenerations() {
        return new Generations(database, database::getConnection, new Config(), new SimpleMeterRegistry());
    }

    private record Config() implements GenerationConfig {
        @Override
        public Duration pollInterval() {
            return Duration.ofMillis(250);
        }

        @Override
        public Duration bound() {
            return Duration.ofSeconds(1);
        }
    }

    private static void run(String... statements) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String of(String... collections) {
        generations.refresh();
        return generations.of(Set.of(collections)).orElseThrow();
    }

    @Test
    void everyKindOfWriteChangesTheGenerationOfItsCollectionOnly() throws SQLException {
        var seen = new HashSet<>(Set.of(of("products")));
        var others = of("users", "orders", "items", "messages");
        for (var write : List.of(
                PRODUCT,
                "update products set price = 2 where id = (select max(id) from products)",
                "delete from products where id = (select max(id) from products) and false",
                "merge into products p using (select 1 as x) s on p.price = -5 when matched then delete",
                "with new as (" + PRODUCT + " returning id) select count(*) from new",
                "begin; set local session_replication_role = replica; " + PRODUCT + "; commit",
                "do $$ begin " + PRODUCT + "; end $$")) {
            run(write);
            assertTrue(seen.add(of("products")), write);
        }
        assertEquals(others, of("users", "orders", "items", "messages"));
    }

    @Test
    void aWriteThatCascadesChangesTheOtherCollectionsToo() throws SQLException {
        var items = of("items");
        run("delete from orders where id = 1");
        assertNotEquals(items, of("items"));
        var messages = of("messages");
        run("truncate orders cascade");
        assertNotEquals(messages, of("messages"));
    }

    @Test
    void aRolledBackWriteChangesNothing() throws SQLException {
        var before = of("products");
        run("begin", "update products set price = 3", "rollback");
        run("begin; " + PRODUCT + "; rollback");
        run("begin; savepoint s; " + PRODUCT + "; rollback to s; commit");
        assertEquals(before, of("products"));
        run("begin; savepoint s; " + PRODUCT + "; rollback to s; " + PRODUCT + "; commit");
        assertNotEquals(before, of("products"));
    }

    @Test
    void aTransactionCountsAsOneChange() throws SQLException {
        var before = changes("products");
        run("do $$ begin for n in 1..1000 loop " + PRODUCT + "; end loop; end $$");
        assertEquals(before + 1, changes("products"));
    }

    private static long changes(String collection) throws SQLException {
        try (var connection = database.getConnection()) {
            return Snapshot.read(connection).changes().get(collection);
        }
    }

    @Test
    void everyCommitIsCountedOnceDuringConcurrentWritesAndFolding() throws Exception {
        var before = changes("products");
        var users = changes("users");
        try (var sessions = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<Future<?>>();
            for (int i = 0; i < 8; i++) {
                var first = i % 2 == 0 ? PRODUCT : "update users set country = country";
                var second = i % 2 == 0 ? "update users set country = country" : PRODUCT;
                writers.add(sessions.submit(() -> {
                    try (var connection = database.getConnection();
                            var statement = connection.createStatement()) {
                        connection.setAutoCommit(false);
                        for (int n = 0; n < 100; n++) {
                            // Other sessions write in the reverse order, in which a single counter would deadlock.
                            statement.execute(first);
                            statement.execute(second);
                            connection.commit();
                            if (n % 10 == 0) {
                                statement.execute("select fold_collection_changes()");
                                connection.commit();
                            }
                        }
                    }
                    return null;
                }));
            }
            for (var writer : writers) {
                writer.get();
            }
        }
        assertEquals(before + 800, changes("products"));
        assertEquals(users + 800, changes("users"));
    }

    /// Logical replication fires row triggers only, and applies changes in the replica role.
    @Test
    void aReplicatedChangeCounts() throws SQLException {
        run("alter table users disable trigger collection_changed_users"); // Replication fires no statement triggers.
        var before = changesOf("users");
        run("begin; set local session_replication_role = replica;"
                + " insert into users (username, email, country, created_at) values ('r', 'r', 'r', now()); commit");
        assertEquals(before + 1, changesOf("users"));
        run("alter table users enable always trigger collection_changed_users");
    }

    private static long changesOf(String collection) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select coalesce((select changes from collection_change_sums where"
                        + " collection = '%1$s'), 0) + (select count(*) from collection_changes where collection = '%1$s')"
                                .formatted(collection))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void aTemporaryTableDoesNotHideAChange() throws SQLException {
        var before = of("products");
        run("create temp table collection_changes (collection text); " + PRODUCT);
        assertNotEquals(before, of("products"));
    }

    @Test
    void aPartitionedTableIsRejected() throws SQLException {
        run("create table parts (id bigint) partition by range (id)");
        assertThrows(SQLException.class, () -> run("select track_changes('parts')"));
    }

    @Test
    void generationsAreConfirmedThroughThePoolIfTheListeningSessionFails() throws SQLException {
        var other = new Generations(
                database,
                () -> {
                    throw new SQLException("too many connections");
                },
                new Config(),
                new SimpleMeterRegistry());
        try {
            var before = other.of(Set.of("products"));
            run(PRODUCT);
            assertSoon(() -> !other.of(Set.of("products")).equals(before));
            assertTrue(other.confirmed());
            assertFalse(other.unreachable());
        } finally {
            other.stop(new ShutdownEvent());
        }
    }

    @Test
    void foldingChangesNoGeneration() throws SQLException {
        run(PRODUCT, PRODUCT);
        var before = of("products", "users");
        run("select fold_collection_changes()");
        assertEquals(before, of("products", "users"));
    }

    @Test
    void theListeningSessionDetectsAWrite() throws SQLException {
        var before = of("products");
        run(PRODUCT);
        assertSoon(() -> !generations.of(Set.of("products")).orElseThrow().equals(before));
        assertTrue(generations.confirmed());
    }

    @Test
    void manyChangesAreFoldedInTheBackground() throws SQLException {
        for (int i = 0; i < 300; i++) {
            run(PRODUCT);
        }
        assertSoon(() -> {
            try (var connection = database.getConnection()) {
                return Snapshot.read(connection).unfolded() < 200;
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void noWriteIsMissedIfTheListeningSessionIsTerminated() throws SQLException {
        for (int i = 0; i < 5; i++) {
            var before = of("products");
            run(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and application_name = 'quire generations'",
                    PRODUCT);
            assertSoon(() -> !generations.of(Set.of("products")).orElseThrow().equals(before));
        }
        assertSoon(() -> generations.confirmed() && !generations.unreachable());
    }

    @Test
    void aCollectionWithoutChangeTrackingHasNoGeneration() throws SQLException {
        assertTrue(generations.of(Set.of("products", "colours")).isEmpty());
        run("alter table messages disable trigger user");
        generations.refresh();
        assertTrue(generations.of(Set.of("messages")).isEmpty());
        assertTrue(generations.of(Set.of("messages", "users")).isEmpty());
        run("alter table messages enable always trigger collection_changed_messages");
        generations.refresh();
        assertTrue(generations.of(Set.of("messages")).isPresent());
    }

    @Test
    void aWriterNeedsNoPrivilegesOnTheTablesOfChanges() throws SQLException {
        run("create role clerk", "grant usage on all sequences in schema public to clerk");
        run("grant insert on products to clerk");
        var before = of("products");
        run("set role clerk; " + PRODUCT + "; reset role");
        assertNotEquals(before, of("products"));
        run(
                "grant select on collection_generations to clerk",
                "set role clerk; table collection_generations; reset role");
    }

    @Test
    void mergedSnapshotsNeverReturnToAnOlderGeneration() {
        var early = new Snapshot(1, "1", Map.of("products", 5L), 0);
        var late = new Snapshot(2, "1", Map.of("products", 6L), 0);
        assertEquals(6, early.merge(late).changes().get("products"));
        assertEquals(6, late.merge(early).changes().get("products"));
        assertEquals(late.started(), late.merge(early).started());
        // Numbers of changes of different timelines are not comparable.
        var restored = new Snapshot(3, "2", Map.of("products", 2L), 0);
        assertEquals(restored, late.merge(restored));
        assertEquals(restored, restored.merge(late));
        // A collection that is no longer tracked has no generation.
        var untracked = new Snapshot(3, "1", Map.of(), 0);
        assertFalse(late.merge(untracked).changes().containsKey("products"));
    }

    private static void assertSoon(BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within a minute");
            Thread.onSpinWait();
        }
    }
}
