package dev.quire.catalogue;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.quire.pagination.Count;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.Keyset;
import dev.quire.pagination.Page;
import dev.quire.pagination.PageQuery;
import dev.quire.pagination.PageRequest;
import dev.quire.pagination.PageSource;
import dev.quire.pagination.Row;
import dev.quire.pagination.Sort;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EmbeddingTest {

    record Shelf(Long id, String room) {}

    record Book(Long id, @Nullable Long shelfId, String title) {}

    private static final Declaration SHELVES =
            Declaration.of("shelves", Shelf.class, "Shelves.").toMany("books", "books", "shelf_id");
    private static final Declaration BOOKS =
            Declaration.of("books", Book.class, "Books.").orders("-id").toOne("shelf", "shelves", "shelf_id");

    /// A source of items in memory that records the requested keys.
    private static final class Memory implements PageSource, RelatedItemSource {

        private final List<Map<String, @Nullable Object>> items;
        private final List<Set<Object>> asked = new ArrayList<>();

        Memory(List<Map<String, @Nullable Object>> items) {
            this.items = items;
        }

        @Override
        public Page page(PageQuery query) {
            throw new AssertionError();
        }

        @Override
        public Optional<Map<String, @Nullable Object>> item(List<Field> fields, List<Filter> filters) {
            throw new AssertionError();
        }

        @Override
        public List<Map<String, @Nullable Object>> withKeys(List<Field> fields, Field key, Set<Object> keys) {
            asked.add(keys);
            return items.stream()
                    .filter(item -> keys.contains(item.get(key.name())))
                    .toList();
        }

        @Override
        public List<Map<String, @Nullable Object>> firstOfEach(
                List<Field> fields, Field parent, Set<Object> parents, Sort sort, int limit) {
            assertEquals(Sort.parse("-id"), sort);
            assertEquals(Relation.MAX_ITEMS + 1, limit);
            return withKeys(fields, parent, parents).reversed();
        }
    }

    private final Memory shelves = new Memory(List.of(shelf(1), shelf(2)));
    private final Memory books = new Memory(List.of(book(1, 2L), book(2, null), book(3, 2L), book(4, 9L)));
    private final Catalogue catalogue =
            new Catalogue(List.of(new PagedCollection(SHELVES, shelves), new PagedCollection(BOOKS, books)));

    private static String url(String path, String value) {
        return "https://shop.example.com" + path.replace("{}", value);
    }

    private static Map<String, @Nullable Object> shelf(long id) {
        return Map.of("id", id, "room", "room " + id);
    }

    private static Map<String, @Nullable Object> book(long id, @Nullable Long shelf) {
        var book = new LinkedHashMap<String, @Nullable Object>();
        book.put("id", id);
        book.put("shelf_id", shelf);
        book.put("title", "title " + id);
        return book;
    }

    private Embedding embedding(Declaration from, String... asked) {
        var fields = List.of(asked).stream()
                .map(name -> from.field(name).orElseThrow())
                .toList();
        return Embedding.of(from, fields, from.relations(), catalogue);
    }

    @Test
    void theItemOfAKeyIsEmbeddedAndNullWhereThereIsNoneOrNoKey() {
        var embedded = embedding(BOOKS, "id", "shelf_id", "title").embed(books.items, EmbeddingTest::url);
        assertEquals(
                List.of(Optional.of(shelf(2)), Optional.empty(), Optional.of(shelf(2)), Optional.empty()),
                embedded.stream()
                        .map(book -> Optional.ofNullable(book.get("shelf")))
                        .toList());
        assertEquals(
                List.of("id", "shelf_id", "title", "shelf"),
                List.copyOf(embedded.getFirst().keySet()));
    }

    @Test
    void everyKeyIsAskedForOnceAndAllAtOnce() {
        embedding(BOOKS, "id", "shelf_id").embed(books.items, EmbeddingTest::url);
        assertEquals(List.of(Set.of(2L, 9L)), shelves.asked);
    }

    @Test
    void nothingIsAskedForWithoutKeys() {
        var embedded = embedding(BOOKS, "id").embed(List.of(book(5, null)), EmbeddingTest::url);
        assertEquals(List.of(), shelves.asked);
        assertEquals(List.of("id", "shelf"), List.copyOf(embedded.getFirst().keySet()));
    }

    @Test
    void theItemsOfAParentAreEmbeddedInTheirOrderAndNoneAsAnEmptyList() {
        var embedded = embedding(SHELVES, "id").embed(shelves.items, EmbeddingTest::url);
        assertEquals(
                List.of(List.of(), List.of(book(3, 2L), book(1, 2L))),
                embedded.stream().map(shelf -> shelf.get("books")).toList());
    }

    @Test
    void embeddedItemsSayWhetherThereAreMoreAndWhereAllOfThemAre() {
        var many = LongStream.range(0, 3 * Relation.MAX_ITEMS)
                .mapToObj(id -> book(id, id < Relation.MAX_ITEMS ? 1L : 2L))
                .toList();
        for (var link : List.of("/api/shelves/%d/books", "/api/books?shelf_id=%d", "")) {
            var listed = link.endsWith("/books")
                    ? new PagedCollection(BOOKS.within("shelves", "shelf_id"), books)
                    : new PagedCollection(Declaration.of("prints", Book.class, "Prints."), books);
            var declaration = link.contains("?") ? BOOKS.filters("shelf_id") : BOOKS;
            var collections = new Catalogue(List.of(
                    new PagedCollection(SHELVES, shelves), new PagedCollection(declaration, new Memory(many)), listed));
            var embedded = Embedding.of(SHELVES, SHELVES.fields(), SHELVES.relations(), collections)
                    .embed(shelves.items, EmbeddingTest::url);
            for (var shelf : embedded) {
                var id = (Long) shelf.get("id");
                var meta = new LinkedHashMap<String, Object>(Map.of("has_more", id == 2L));
                if (!link.isEmpty()) {
                    meta.put("link", "https://shop.example.com" + link.formatted(id));
                }
                assertEquals(meta, shelf.get("books_meta"));
                assertEquals(Relation.MAX_ITEMS, ((List<?>) requireNonNull(shelf.get("books"))).size());
            }
        }
    }

    @Test
    void whatLeadsToARelationIsFetchedBesideTheAskedFields() {
        var embedding = embedding(BOOKS, "title");
        assertEquals(
                List.of("title", "shelf_id"),
                embedding.fields().stream().map(Field::name).toList());
        assertEquals(
                Set.of("title", "shelf"),
                embedding.embed(books.items, EmbeddingTest::url).getFirst().keySet());
    }

    @Test
    void aPageKeepsItsPlaceAndItsCount() {
        var row = new Row(book(1, 2L), new Keyset(List.of(1L)));
        var request = new PageRequest.ByPage(1, 1);
        var page = Page.of(request, List.of(row, row), new Count.AtLeast(2));
        var embedded = embedding(BOOKS, "id").embed(page, EmbeddingTest::url);
        assertEquals(page.next(), embedded.next());
        assertEquals(page.count(), embedded.count());
        assertEquals(List.of(Map.of("id", 1L, "shelf", shelf(2))), embedded.items());
    }

    @Test
    void aRelationThatLeadsNowhereSaysWhereItBreaksOff() {
        assertBroken(
                "'rooms' is invalid: there is no collection with this name", SHELVES.toOne("room_of", "rooms", "id"));
        assertBroken(
                "'books' is invalid: that collection lacks the field that the relation names",
                SHELVES.toMany("prints", "books", "colour"));
        assertBroken(
                "'books' is invalid: the fields 'id' and 'title' differ in type",
                SHELVES.toMany("prints", "books", "title"));
        assertBroken(
                "'shelves' is invalid: the fields 'title' and 'id' differ in type",
                BOOKS.toOne("prints", "shelves", "title"));
    }

    private void assertBroken(String reason, Declaration from) {
        var broken = assertThrows(
                IllegalStateException.class,
                () -> ResolvedRelation.of(from, from.relations().getLast(), catalogue));
        assertEquals(
                "The relation '%s' of the collection '%s' to the collection %s"
                        .formatted(from.relations().getLast().name(), from.name(), reason),
                broken.getMessage());
    }

    @Test
    void aRelationNeedsAFieldAndANameOfItsOwn() {
        assertThrows(IllegalArgumentException.class, () -> BOOKS.toOne("writer", "people", "writer_id"));
        assertThrows(IllegalArgumentException.class, () -> BOOKS.toOne("title", "shelves", "shelf_id"));
        assertThrows(IllegalArgumentException.class, () -> BOOKS.toMany("shelf", "shelves", "id"));
        assertThrows(IllegalArgumentException.class, () -> SHELVES.toOne("books_meta", "books", "id"));
    }
}
