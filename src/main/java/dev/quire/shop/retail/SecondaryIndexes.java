package dev.quire.shop.retail;

import dev.quire.progress.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The indexes that do not belong to constraints. They are dropped before a large load and created again after it,
/// which is several times faster than updating them for each row. The tables are locked meanwhile. If the load fails,
/// the rollback restores the indexes.
final class SecondaryIndexes {

    private static final long MIN_ROWS = 100_000;

    /// The definitions of the dropped indexes, by name.
    private final Map<String, String> dropped = new LinkedHashMap<>();

    private SecondaryIndexes() {}

    /// Drops the indexes if the first table is to get at least [#MIN_ROWS] rows, and at least as many as it has.
    static SecondaryIndexes dropForLoad(Connection connection, List<String> tables, long newRows) throws SQLException {
        var indexes = new SecondaryIndexes();
        if (newRows >= Math.max(MIN_ROWS, rowsOf(connection, tables.getFirst()))) {
            for (String table : tables) {
                indexes.find(connection, table);
            }
            for (String name : indexes.dropped.keySet()) {
                Database.run(connection, "drop index " + name);
            }
        }
        return indexes;
    }

    private void find(Connection connection, String table) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index
                where indrelid = ?::regclass and not exists (select from pg_constraint where conindid = indexrelid)
                order by 1
                """)) {
            statement.setString(1, table);
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    dropped.put(found.getString(1), found.getString(2));
                }
            }
        }
    }

    /// The estimate of the last `ANALYZE`, which is accurate enough for this decision.
    private static long rowsOf(Connection connection, String table) throws SQLException {
        try (var statement = connection.prepareStatement("select reltuples from pg_class where oid = ?::regclass")) {
            statement.setString(1, table);
            try (var found = statement.executeQuery()) {
                return found.next() ? found.getLong(1) : 0;
            }
        }
    }

    void restore(Connection connection, Progress progress) throws SQLException {
        Database.run(connection, "set local maintenance_work_mem = '256MB'");
        for (var index : dropped.entrySet()) {
            progress.writing("index " + index.getKey());
            Database.run(connection, index.getValue());
        }
    }
}
