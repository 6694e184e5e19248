package dev.quire.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.Page;
import dev.quire.pagination.PageQuery;
import dev.quire.pagination.PageSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CatalogueTest {

    private static final PageSource NOTHING = new PageSource() {
        @Override
        public Page page(PageQuery query) {
            throw new IllegalStateException("not asked");
        }

        @Override
        public Optional<Map<String, @Nullable Object>> item(List<Field> fields, List<Filter> filters) {
            return Optional.empty();
        }
    };

    private static final Declaration BOOK_DECLARATION = Declaration.of(
            "books", List.of(Field.of("id", Long.class, false), Field.of("shelf_id", Long.class, true)), "The books.");

    private static final PagedCollection BOOKS = new PagedCollection(BOOK_DECLARATION, NOTHING);
    private static final PagedCollection SHELF_BOOKS =
            new PagedCollection(BOOK_DECLARATION.within("shelves", "shelf_id"), NOTHING);
    private static final Catalogue CATALOGUE = new Catalogue(List.of(SHELF_BOOKS, BOOKS));

    @Test
    void aPathLeadsToTheListTheItemOrTheExportOfItsCollection() {
        assertLeads("/api/books", BOOKS, Destination.Kind.LIST, "/api/books");
        assertLeads("/api/books/", BOOKS, Destination.Kind.LIST, "/api/books");
        assertLeads("/api/books/7", BOOKS, Destination.Kind.ITEM, "/api/books/{id}");
        assertLeads("/api/books/export", BOOKS, Destination.Kind.EXPORT, "/api/books/export");
        assertLeads("/api/shelves/1/books", SHELF_BOOKS, Destination.Kind.LIST, "/api/shelves/{shelf_id}/books");
        assertLeads("/api/shelves/1/books/7", SHELF_BOOKS, Destination.Kind.ITEM, "/api/shelves/{shelf_id}/books/{id}");
        assertLeads(
                "/api/shelves/1/books/export",
                SHELF_BOOKS,
                Destination.Kind.EXPORT,
                "/api/shelves/{shelf_id}/books/export");
    }

    private static void assertLeads(String path, PagedCollection collection, Destination.Kind kind, String template) {
        var destination = CATALOGUE.at(path).orElseThrow();
        assertSame(collection, destination.collection(), path);
        assertEquals(kind, destination.kind(), path);
        assertEquals(template, destination.template(), path);
    }

    @Test
    void anyOtherPathLeadsNowhere() {
        for (var path : List.of(
                "",
                "/",
                "/api",
                "/api/",
                "/books",
                "/api/shelves",
                "/api//books",
                "/api/books//",
                "/api/shelves//books",
                "/api/books/7/books",
                "/api/shelves/1/books/7/8",
                "/API/books",
                "api/books")) {
            assertTrue(CATALOGUE.at(path).isEmpty(), path);
        }
    }

    @Test
    void collectionsAreListedInTheOrderOfTheirPaths() {
        assertEquals(List.of(BOOKS, SHELF_BOOKS), CATALOGUE.collections());
    }

    @Test
    void twoCollectionsOfOnePathAreRefused() {
        var refusal = assertThrows(IllegalStateException.class, () -> new Catalogue(List.of(BOOKS, BOOKS)));
        assertEquals("Two collections have the path /api/books", refusal.getMessage());
    }
}
