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

/// The entries of the folders below a root, whose fields are `name`, the key, `size`, `type` and `modified`.
///
/// A page is cut out of a reading of its folder, and shows nothing that has gone since. A cursor stands at a name and
/// what it was sorted by, so entries that come and go elsewhere neither shift nor repeat what follows.
public final class FolderSource implements PageSource {

    /// What names the folder.
    public static final Section SECTION = new Section(
            "path",
            "A folder below the root: the names that lead there, parted by `/`; the root itself without it.",
            "photos/2011",
            FolderPath::parse);

    private static final Logger LOG = Logger.getLogger(FolderSource.class);

    private final Path root;
    private final KnownFolders known;

    /// @param memory how many bytes the readings that are kept may take together
    /// @param patience how long a page waits for a folder to be read
    public FolderSource(Path root, long memory, Duration patience, Clock clock) {
        this.root = root;
        this.known = new KnownFolders(root, memory, patience, clock);
    }

    /// What is asked of an open folder.
    private interface Question<T> {
        T ask(Folder folder) throws IOException;
    }

    @Override
    public Page page(PageQuery query) {
        var path = (FolderPath) SECTION.value(query.filters());
        return within(path, folder -> page(query, path, folder));
    }

    private Page page(PageQuery query, FolderPath path, Folder folder) throws IOException {
        var filters = query.filters().stream()
                .filter(filter -> !filter.field().name().equals(SECTION.parameter()))
                .toList();
        var byNameAlone = !EntryOrder.needsAttributes(query.sort())
                && filters.stream().allMatch(filter -> filter.field().name().equals("name"));
        return new Cut(query, filters, folder, known.of(path, folder, !byNameAlone)).page();
    }

    @Override
    public Optional<Map<String, @Nullable Object>> item(List<Field> fields, List<Filter> filters) {
        var path = (FolderPath) SECTION.value(filters);
        return within(path, folder -> {
            try {
                return Optional.of(Cut.item(fields, folder.entry(name(filters))));
            } catch (NoSuchFileException | InvalidValueException e) {
                return Optional.empty(); // Nothing has the name, or can have it.
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

    private <T> T within(FolderPath path, Question<T> question) {
        try (var folder = Folder.open(root, path)) {
            return question.ask(folder);
        } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException e) {
            if (path.equals(FolderPath.ROOT)) {
                throw unavailable(e);
            }
            throw new AbsentException("No folder that may be read has this path; links are not followed.");
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /// What the message names may be anything: only its kind is told.
    private static UnavailableException unavailable(IOException e) {
        LOG.warnf(
                "A folder cannot be read: %s",
                e instanceof TooLargeException ? e.getMessage() : e.getClass().getSimpleName());
        return UnavailableException.away(e);
    }
}
