package dev.quire.shop.retail;

import dev.quire.progress.Progress;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// Imports the Online Retail data in constant memory. Loads all valid lines or, if it is interrupted, none.
@Singleton
final class RetailImporter {

    private final Database database;

    RetailImporter(Database database) {
        this.database = database;
    }

    /// @param rejects the number of rejected lines
    record Outcome(Added added, long rejects) {}

    /// @throws IOException if the file cannot be read completely or is not the Online Retail data. Nothing is loaded
    ///     then
    Outcome run(Path file, Path rejects, Progress progress) throws IOException, SQLException {
        try (var in = Files.newInputStream(file)) {
            return run(in, Files.size(file), rejects, progress);
        }
    }

    /// @param in plain or gzip
    /// @param size of the stream in bytes; negative if unknown
    Outcome run(InputStream in, long size, Path rejectsFile, Progress progress) throws IOException, SQLException {
        try (var source = new RetailSource(in, size);
                var rejects = new Rejects(rejectsFile)) {
            var lines = new CsvLines(source, rejects);
            var added = database.atomically(connection -> LineLoad.into(connection, lines, progress));
            if (!added.nothing()) {
                database.vacuumAnalyze();
            }
            return new Outcome(added, rejects.count());
        } finally {
            progress.end();
        }
    }
}
