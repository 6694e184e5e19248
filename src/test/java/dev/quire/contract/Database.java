package dev.quire.contract;

import dev.quire.TestServers;
import dev.quire.generation.Generations;
import dev.quire.pagination.Direction;
import dev.quire.pagination.Nulls;
import dev.quire.pagination.Sort;
import jakarta.enterprise.inject.spi.CDI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Queries and changes the database directly, bypassing the code under test, to obtain expected results.
public final class Database {

    private Database() {}

    /// The `order by` clause for a sort that includes its tie-breaker.
    public static String orderBy(Sort sort) {
        return sort.keys().stream()
                .map(key -> key.field()
                        + (key.direction() == Direction.ASCENDING ? " asc" : " desc")
                        + (key.nulls() == Nulls.FIRST ? " nulls first" : " nulls last"))
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    /// Marks every collection as changed and lets the service notice, so that everything it has cached is stale.
    public static void touch() {
        write("insert into collection_changes select collection from collection_generations");
    }

    /// Executes a statement directly and waits until the service has noticed the change.
    public static void write(String sql) {
        try (var connection = TestServers.sharedDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
        CDI.current().select(Generations.class).get().refresh();
    }

    /// The first column of a query's rows, as numbers.
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
