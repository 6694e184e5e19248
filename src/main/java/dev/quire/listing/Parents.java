package dev.quire.listing;

import dev.quire.catalogue.Catalogue;
import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.Scope;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.InvalidValueException;
import dev.quire.problem.ProblemException;
import dev.quire.problem.ProblemType;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Handles the parents of nested collections. A path identifies the parent by its key.
@Singleton
public final class Parents {

    private final Catalogue catalogue;

    Parents(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// The filters that follow from the path: one by the parent's key for a nested collection, otherwise none.
    ///
    /// @param parent the key of the parent as in the path; null if the collection is not nested
    /// @throws ProblemException `not-found` if the text is not a valid key
    public static List<Filter> filters(Declaration declaration, @Nullable String parent) {
        var scope = declaration.scope();
        return scope == null || parent == null ? List.of() : List.of(keyFilter(scope.field(), parent));
    }

    /// @throws ProblemException `not-found` if the text is not a valid key, because then no item has it
    static Filter keyFilter(Field key, String text) {
        try {
            return Filter.equal(key, key.parse(text));
        } catch (InvalidValueException e) {
            throw notFound();
        }
    }

    public static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "No item exists at this path.");
    }

    /// Whether the parent exists.
    ///
    /// @param filters the filters from [#filters]
    public boolean exist(Scope scope, List<Filter> filters) {
        var parent = catalogue.named(scope.parent()).orElseThrow();
        var key = parent.declaration().key();
        var parents = filters.stream()
                .map(filter -> Filter.equal(key, filter.value()))
                .toList();
        return parent.source().item(List.of(key), parents).isPresent();
    }
}
