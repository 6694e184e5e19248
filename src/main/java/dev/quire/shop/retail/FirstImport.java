package dev.quire.shop.retail;

import dev.quire.progress.ProgressLines;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/// Fills an empty database before the service accepts requests, if [RetailConfig] names an existing file. It does
/// nothing when the process runs a command.
@Singleton
final class FirstImport {

    private static final Logger LOG = Logger.getLogger(FirstImport.class);

    private final RetailConfig config;
    private final Database database;
    private final RetailImporter importer;
    private final boolean serving;

    FirstImport(
            RetailConfig config, Database database, RetailImporter importer, @CommandLineArguments String[] arguments) {
        this.config = config;
        this.database = database;
        this.importer = importer;
        this.serving = arguments.length == 0;
    }

    /// Runs first (a low number means a high priority), because other observers may need the data.
    void atStart(@Observes @Priority(1) StartupEvent start) throws IOException, SQLException {
        var file = config.firstImport().filter(Files::exists);
        if (serving && file.isPresent() && database.isEmpty()) {
            importFrom(file.get());
        }
    }

    private void importFrom(Path file) throws IOException, SQLException {
        LOG.infof("The database is empty: importing %s", file);
        var rejects = ImportCommand.rejectsOf(file);
        var outcome = importer.run(file, rejects, new ProgressLines(LOG::info, "rows"));
        LOG.info(outcome.added());
        if (outcome.rejects() > 0) {
            LOG.warnf("%d lines were rejected and not loaded; see %s", outcome.rejects(), rejects);
        }
    }
}
