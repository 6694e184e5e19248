package dev.quire.file;

import dev.quire.availability.AbsentException;
import dev.quire.folder.FolderSource;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.Page;
import dev.quire.pagination.PageQuery;
import dev.quire.pagination.PageSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The files of the configured folder. If no folder is configured, every read fails with [AbsentException].
@Singleton
final class FileSource implements PageSource {

    private static final Logger LOG = Logger.getLogger(FileSource.class);

    private final Optional<Path> folder;
    private final Optional<FolderSource> files;

    FileSource(FileConfig config, Clock clock) {
        folder = config.folder();
        files = folder.map(root ->
                new FolderSource(root.toAbsolutePath(), config.memory().asLongValue(), config.patience(), clock));
    }

    void check(@Observes StartupEvent start) {
        folder.filter(path -> !Files.isDirectory(path))
                .ifPresent(path -> LOG.warnf(
                        "quire.files.folder is not a directory; requests for files fail until it exists: %s", path));
    }

    @Override
    public Page page(PageQuery query) {
        return configured().page(query);
    }

    @Override
    public Optional<Map<String, @Nullable Object>> item(List<Field> fields, List<Filter> filters) {
        return configured().item(fields, filters);
    }

    private FolderSource configured() {
        return files.orElseThrow(() -> new AbsentException("This service serves no files: no folder is configured."));
    }
}
