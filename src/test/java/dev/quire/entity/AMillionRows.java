package dev.quire.entity;

import dev.quire.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A database in which every collection has a million rows, distributed so that the planner is likely to misestimate:
/// one value occurs in a third or more of the rows, other values have thousands of duplicates, there are nulls, and
/// some columns are correlated although the planner assumes that they are independent.
final class AMillionRows {

    static final int ROWS = 1_000_000;

    private static final String TIME = "timestamptz '2020-01-01 00:00Z' + n / 3 * interval '1.000001 minute'";
    private static final String COUNTRY = "case when n % 10 > 0 then 'United Kingdom' else 'country ' || n % 400 end";

    /// The columns of a table and the SQL expressions of their values. `n` is the number of the row.
    private record ColumnValues(String columns, String values) {}

    private static final Map<String, ColumnValues> TABLES = new TreeMap<>(Map.of(
            "products",
            new ColumnValues(
                    "sku, name, price, created_at, updated_at",
                    "to_char(n * 1009 % 1000003, '0000000'), case when n % 9 > 0 then 'name ' || n % 5000 end,"
                            + " case when n % 3 = 0 then 9.99 else n % 1000 / 10.0 end, " + TIME + ", now()"),
            "users",
            new ColumnValues(
                    "username, email, country, created_at, updated_at",
                    "to_char(n * 1009 % 1000003, '0000000'), to_char(n, '0000000'), " + COUNTRY + ", " + TIME + ", "
                            + TIME),
            "orders",
            new ColumnValues(
                    "number, user_id, status, country, total, created_at, updated_at",
                    "to_char(n * 1009 % 1000003, '0000000'), n % 1000,"
                            + " case when n < 150000 then 'cancelled' else 'placed' end, " + COUNTRY
                            + ", case when n % 4 = 0 then 0 else n % 1000 end, " + TIME + ", now()"),
            "items",
            new ColumnValues(
                    "order_id, line, product_id, quantity, unit_price, updated_at",
                    "n / 4, n % 4, n % 1000, case when n % 2 = 0 then 1 else n % 50 end, n % 300 / 10.0, " + TIME),
            "messages",
            new ColumnValues(
                    "order_id, author_id, body, created_at, updated_at", "n, n % 1000, 'body', " + TIME + ", " + TIME),
            "toys",
            new ColumnValues(
                    "name, price, weight, made_at",
                    "case when n % 7 > 0 then 'toy ' || n % 5000 end, case when n % 5 > 0 then n % 400 / 10.0 end,"
                            + " n % 3, " + TIME)));

    private AMillionRows() {}

    /// The names of the tables that have a million rows.
    static Set<String> tables() {
        return TABLES.keySet();
    }

    /// Creates and fills a new database, and returns a connection to it.
    static Connection connect() throws SQLException {
        var connection = TestServers.newDatabase().getConnection();
        try (var statement = connection.createStatement()) {
            // The replica role skips the checks of foreign keys.
            statement.execute("set synchronous_commit = off; set session_replication_role = replica;"
                    + " set maintenance_work_mem = '256MB'");
            for (var table : TABLES.entrySet()) {
                var filling = table.getValue();
                // Indexes are built once at the end, which is faster. Their definitions do not change.
                statement.execute("""
                        delete from %1$s;
                        update pg_index set indisready = false where indrelid = '%1$s'::regclass;
                        insert into %1$s (%2$s) select %3$s from generate_series(1, %4$d) n;
                        reindex table %1$s;
                        analyze %1$s
                        """.formatted(table.getKey(), filling.columns(), filling.values(), ROWS));
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }
}
