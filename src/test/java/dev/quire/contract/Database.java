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

/// Asks the database itself, past everything that is tested: the oracle.
public final class Database {

    private Database() {}

    /// The clause for a sort that is total.
    public static String orderBy(Sort sort) {
        return sort.keys().stream()
                .map(key -> key.field()
                        + (key.direction() == Direction.ASCENDING ? " asc" : " desc")
                        + (key.nulls() == Nulls.FIRST ? " nulls first" : " nulls last"))
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    /// Has every collection count as changed, and the service know it: whatever it keeps is out of date.
    public static void touch() {
        write("insert into collection_changes select collection from collection_generations");
    }

    /// Changes something past the service, and waits until it knows.
    public static void write(String sql) {
        try (var connection = TestServers.sharedDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
        CDI.current().select(Generations.class).get().refresh();
    }

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
