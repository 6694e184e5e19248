package dev.quire.folder;

import dev.quire.availability.AbsentException;
import dev.quire.availability.UnavailableException;
import dev.quire.catalogue.Section;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.InvalidValueException;
import dev.quire.pagination.Page;
import dev.quire.pagination.PageQuery;
import dev.quire.pagination.PageSource;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The entries of the folders below a root. The fields are `name` (the key), `size`, `type` and `modified`.
///
/// A page is taken from a snapshot of its folder, without the entries that have been deleted since. A cursor contains
/// the name and the sort value of an entry, so entries that are added or deleted elsewhere neither shift nor repeat the
/// rest of a walk. Thread-safe. See ADR 17.
public final class FolderSource implements PageSource {

    /// The parameter that selects the folder.
    public static final Section SECTION = new Section(
            "path",
            "The path of a folder below the root: folder names separated by `/`. Without it, the root folder.",
            "photos/2011",
            FolderPath::parse);

    private static final Logger LOG = Logger.getLogger(FolderSource.class);

    private final Path root;
    private final FolderCache cache;

    /// @param memory the maximum memory for cached snapshots, in bytes
    /// @param timeout how long a page waits for a folder to be read
    public FolderSource(Path root, long memory, Duration timeout, Clock clock) {
        this.root = root;
        this.cache = new FolderCache(root, memory, timeout, clock);
    }

    /// An operation on an open folder.
    private interface FolderOperation<T> {
        T apply(Folder folder) throws IOException;
    }

    @Override
    public Page page(PageQuery query) {
        var path = (FolderPath) SECTION.value(query.filters());
        return withFolder(path, folder -> page(query, path, folder));
    }

    private Page page(PageQuery query, FolderPath path, Folder folder) throws IOException {
        var filters = query.filters().stream()
                .filter(filter -> !filter.field().name().equals(SECTION.parameter()))
                .toList();
        var byNameAlone = !EntryOrder.needsAttributes(query.sort())
                && filters.stream().allMatch(filter -> filter.field().name().equals("name"));
        return new PageBuilder(query, filters, folder, cache.of(path, folder, !byNameAlone)).page();
    }

    @Override
    public Optional<Map<String, @Nullable Object>> item(List<Field> fields, List<Filter> filters) {
        var path = (FolderPath) SECTION.value(filters);
        return withFolder(path, folder -> {
            try {
                return Optional.of(PageBuilder.item(fields, folder.entry(name(filters))));
            } catch (NoSuchFileException | InvalidValueException e) {
                return Optional.empty(); // The entry does not exist, or the name is invalid.
            }
        });
    }

    private static FileName name(List<Filter> filters) {
        return filters.stream()
                .filter(filter -> filter.field().name().equals("name"))
                .map(filter -> FileName.parse((String) filter.value()))
                .findFirst()
                .orElseThrow();
    }

    private <T> T withFolder(FolderPath path, FolderOperation<T> operation) {
        try (var folder = Folder.open(root, path)) {
            return operation.apply(folder);
        } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
            if (path.equals(FolderPath.ROOT)) {
                throw unavailable(e);
            }
            throw new AbsentException("There is no readable folder with this path. Links are not followed.");
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /// Logs only the type of the exception: its message contains file names, which may hold arbitrary text.
    private static UnavailableException unavailable(IOException e) {
        LOG.warnf(
                "A folder cannot be read, so the request fails: %s",
                e instanceof TooLargeException ? e.getMessage() : e.getClass().getSimpleName());
        return UnavailableException.away(e);
    }
}
