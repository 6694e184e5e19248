package dev.quire.generation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// The generations of all collections at one point in time. Immutable.
///
/// @param started when the query was sent ([System#nanoTime()])
/// @param history identifies the database and its timeline; numbers of changes are comparable only within the same
///     one
/// @param changes the number of committed changes by collection, for the tracked collections
/// @param unfolded the number of changes that are stored as single rows, not yet folded into the sums
record Snapshot(long started, String history, Map<String, Long> changes, long unfolded) {

    static final Snapshot NONE = new Snapshot(System.nanoTime(), "", Map.of(), 0);

    static Snapshot read(Connection connection) throws SQLException {
        var started = System.nanoTime();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select collection, history, changes, unfolded from collection_generations")) {
            var history = "";
            var changes = new HashMap<String, Long>();
            var unfolded = 0L;
            while (rows.next()) {
                changes.put(rows.getString(1), rows.getLong(3));
                history = rows.getString(2);
                unfolded = rows.getLong(4);
            }
            return new Snapshot(started, history, Map.copyOf(changes), unfolded);
        }
    }

    /// Combines two snapshots. Within one history the number of changes never decreases, so that a reader never sees
    /// an older generation than before, even if query results arrive out of order.
    Snapshot merge(Snapshot other) {
        return started - other.started >= 0 ? mergeEarlier(other) : other.mergeEarlier(this);
    }

    private Snapshot mergeEarlier(Snapshot early) {
        if (!history.equals(early.history)) {
            return this;
        }
        var merged = new HashMap<>(changes);
        merged.replaceAll((collection, count) -> Math.max(count, early.changes.getOrDefault(collection, 0L)));
        return new Snapshot(started, history, Map.copyOf(merged), unfolded);
    }
}
