package dev.quire.oddity;

import dev.quire.TestServers;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/// The configuration of the fuzzed application. It has a few hundred rows, so that requests are cheap. It has its
/// own database, Redis database number and files folder, because the fuzzer writes to it, and because cache entries
/// must not be shared with the application of other tests.
public final class Fuzzed implements QuarkusTestProfile {

    /// The initial number of rows of each collection, and of files. There are three times as many rows of `items`.
    static final int ROWS = 300;

    private static final String URL = Fuzzed.class.getName();

    private static final String FILLED = """
            insert into users (username, email, country, created_at)
                select 'u' || n, 'u' || n || '@example.com', (array['Iceland', 'Spain', 'Malta'])[1 + n % 3],
                    timestamptz '2010-12-01 08:26:00Z' + n * interval '1 day' from generate_series(1, 300) n;
            insert into products (sku, name, price, created_at, updated_at)
                select 'p' || n, case when n % 10 > 0 then 'thing ' || n % 97 end, n % 500 / 100.0,
                    timestamptz '2010-12-01 08:26:00Z' + n * interval '1 day', now() from generate_series(1, 300) n;
            insert into orders (number, user_id, status, country, total, created_at, updated_at)
                select 'o' || n, case when n % 5 > 0 then 1 + n % 300 end, (array['placed', 'cancelled'])[1 + n % 2],
                    (array['Iceland', 'Spain', 'Malta'])[1 + n % 3], n % 700 / 10.0,
                    timestamptz '2010-12-01 08:26:00Z' + n * interval '1 day', now() from generate_series(1, 300) n;
            insert into items (order_id, line, product_id, quantity, unit_price, description)
                select 1 + n / 3, 1 + n % 3, 1 + n % 300, n % 40 - 5, n % 500 / 100.0, 'thing ' || n % 97
                from generate_series(0, 899) n;
            insert into messages (order_id, author_id, body, created_at)
                select n, 1 + n % 300, 'message ' || n, timestamptz '2010-12-01 08:26:00Z' + n * interval '1 day'
                from generate_series(1, 300) n;
            analyze;
            -- Commits need not wait for the disk.
            do $$ begin
                execute format('alter database %I set synchronous_commit to off', current_database());
            end $$;
            """;

    @Override
    public Map<String, String> getConfigOverrides() {
        if (System.getProperty(URL) == null) {
            System.setProperty(URL, filledDatabase());
        }
        var clients = Integer.toString(FuzzTest.CLIENTS);
        return Map.ofEntries(
                Map.entry("quarkus.datasource.jdbc.url", System.getProperty(URL)),
                Map.entry("quarkus.redis.hosts", TestServers.settings().get("quarkus.redis.hosts") + "/9"),
                Map.entry("quire.files.folder", filledFolder()),
                // As many permits and connections as clients need, so that no request is refused for overload.
                Map.entry("quarkus.datasource.jdbc.max-size", Integer.toString(6 * FuzzTest.CLIENTS)),
                Map.entry("quire.bulkhead.lists", clients),
                Map.entry("quire.bulkhead.counts", clients),
                Map.entry("quire.bulkhead.writes", clients),
                Map.entry("quire.bulkhead.exports", clients));
    }

    private static String filledFolder() {
        try {
            var folder = Files.createDirectories(Path.of("target/fuzzed-files"));
            for (int i = 1; i <= ROWS; i++) {
                Files.writeString(folder.resolve("file-%d.txt".formatted(i)), "x".repeat(i));
            }
            return folder.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String filledDatabase() {
        try {
            var database = (PGSimpleDataSource) TestServers.newDatabase();
            try (var connection = database.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(FILLED);
            }
            return database.getURL().replaceFirst("\\?.*", "");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
