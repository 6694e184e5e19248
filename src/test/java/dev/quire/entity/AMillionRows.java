package dev.quire.entity;

import dev.quire.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A database in which every collection has a million rows, spread so as to mislead: one value in a third or more of
/// them, thousands of ties everywhere else, values missing, and columns that go together although the planner takes
/// them for independent.
final class AMillionRows {

    static final int ROWS = 1_000_000;

    private static final String TIME = "timestamptz '2020-01-01 00:00Z' + n / 3 * interval '1.000001 minute'";
    private static final String COUNTRY = "case when n % 10 > 0 then 'United Kingdom' else 'country ' || n % 400 end";

    /// The columns of a row and their values, `n` being its number.
    private record Made(String columns, String values) {}

    private static final Map<String, Made> TABLES = new TreeMap<>(Map.of(
            "products",
            new Made(
                    "sku, name, price, created_at, updated_at",
                    "to_char(n * 1009 % 1000003, '0000000'), case when n % 9 > 0 then 'name ' || n % 5000 end,"
                            + " case when n % 3 = 0 then 9.99 else n % 1000 / 10.0 end, " + TIME + ", now()"),
            "users",
            new Made(
                    "username, email, country, created_at",
                    "to_char(n * 1009 % 1000003, '0000000'), to_char(n, '0000000'), " + COUNTRY + ", " + TIME),
            "orders",
            new Made(
                    "number, user_id, status, country, total, created_at, updated_at",
                    "to_char(n * 1009 % 1000003, '0000000'), n % 1000,"
                            + " case when n < 150000 then 'cancelled' else 'placed' end, " + COUNTRY
                            + ", case when n % 4 = 0 then 0 else n % 1000 end, " + TIME + ", now()"),
            "items",
            new Made(
                    "order_id, line, product_id, quantity, unit_price",
                    "n / 4, n % 4, n % 1000, case when n % 2 = 0 then 1 else n % 50 end, n % 300 / 10.0"),
            "messages",
            new Made("order_id, author_id, body, created_at", "n, n % 1000, 'body', " + TIME),
            "toys",
            new Made(
                    "name, price, weight, made_at",
                    "case when n % 7 > 0 then 'toy ' || n % 5000 end, case when n % 5 > 0 then n % 400 / 10.0 end,"
                            + " n % 3, " + TIME)));

    private AMillionRows() {}

    /// The tables that are filled.
    static Set<String> tables() {
        return TABLES.keySet();
    }

    /// A connection to a new one.
    static Connection connect() throws SQLException {
        var connection = TestServers.newDatabase().getConnection();
        try (var statement = connection.createStatement()) {
            // Parents of rows are not looked up.
            statement.execute("set synchronous_commit = off; set session_replication_role = replica;"
                    + " set maintenance_work_mem = '256MB'");
            for (var table : TABLES.entrySet()) {
                var made = table.getValue();
                // The indexes stay as they are defined, but are filled all at once.
                statement.execute("""
                        delete from %1$s;
                        update pg_index set indisready = false where indrelid = '%1$s'::regclass;
                        insert into %1$s (%2$s) select %3$s from generate_series(1, %4$d) n;
                        reindex table %1$s;
                        analyze %1$s
                        """.formatted(table.getKey(), made.columns(), made.values(), ROWS));
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }
}
