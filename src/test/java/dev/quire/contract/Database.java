package dev.quire.contract;

import dev.quire.TestServers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Asks the database itself, past everything that is tested: the oracle.
public final class Database {

    private Database() {}

    /// The first column of a query's rows.
    public static List<Long> longs(String sql) {
        return values(sql).stream().map(value -> ((Number) value).longValue()).toList();
    }

    public static long number(String sql) {
        return longs(sql).getFirst();
    }

    public static List<Object> values(String sql) {
        try (var connection = TestServers.sharedDatabase().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<Object>();
            while (rows.next()) {
                values.add(rows.getObject(1));
            }
            return values;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}
