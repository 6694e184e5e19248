package dev.quire.shop.retail;

import dev.quire.progress.Progress;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;

/// Loads invoice lines: copies them into a temporary table, and then runs the [steps][LoadStep] on it.
final class LineLoad {

    private static final String STAGE = """
            create temporary table staged_lines (position bigint, number text collate "C", sku text collate "C",
                description text collate "C", quantity integer, at timestamptz, price numeric,
                username text collate "C", country text collate "C") on commit drop
            """;

    private LineLoad() {}

    /// Adds the rows of the lines that the tables do not have yet, in the current transaction of the connection.
    static Added into(Connection connection, LineSource lines, Progress progress) throws IOException, SQLException {
        long staged = stage(connection, lines, progress);
        Database.blockWriters(connection);
        var rows = new EnumMap<LoadStep, Long>(LoadStep.class);
        for (LoadStep step : LoadStep.values()) {
            progress.writing(step.table());
            Database.run(connection, step.prepare());
            Database.restartIdsIfEmpty(connection, step.table());
            rows.put(step, Database.run(connection, step.insert()));
        }
        return new Added(staged, rows);
    }

    private static long stage(Connection connection, LineSource lines, Progress progress)
            throws IOException, SQLException {
        Database.run(connection, STAGE);
        try (var copy = new CopyRows(connection, "staged_lines")) {
            long position = 0;
            for (var line = lines.next(); line != null; line = lines.next()) {
                position++;
                copy.add(
                        position,
                        line.number(),
                        line.sku(),
                        line.description(),
                        line.quantity(),
                        line.at() + "Z",
                        line.price(),
                        line.username(),
                        line.country());
                progress.reading(position, lines.share());
            }
            return copy.finish();
        }
    }
}
