package dev.quire.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.catalogue.Catalogue;
import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.PagedCollection;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.Page;
import dev.quire.pagination.PageQuery;
import dev.quire.pagination.PageSource;
import dev.quire.toy.FoldedName;
import dev.quire.toy.LightToy;
import dev.quire.toy.Pair;
import dev.quire.toy.Toy;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
class IndexCheckTest {

    @Inject
    IndexCheck check;

    @Inject
    SessionFactory sessionFactory;

    @Inject
    Catalogue catalogue;

    private List<String> unserved(String name, UnaryOperator<Declaration> change) {
        var real = catalogue.named(name).orElseThrow();
        var changed = new ArrayList<>(catalogue.collections());
        changed.replaceAll(collection -> collection.equals(real)
                ? new PagedCollection(change.apply(real.declaration()), real.source())
                : collection);
        return new IndexCheck(new Catalogue(changed), sessionFactory).unserved();
    }

    @Test
    void everyDeclaredSortAndFilterIsServedByAnIndex() {
        assertEquals(List.of(), check.unserved());
    }

    @Test
    void aSortWithoutAnIndexIsReportedWithTheIndexItNeeds() {
        assertEquals(
                List.of("No index serves the sort -price,-name of the collection 'products':"
                        + " create index on products (price desc, name desc, id desc)"),
                unserved("products", products -> products.orders("-price,-name").filters("sku")));
    }

    @Test
    void aSortIsReportedIfOnlyTheOrderOfItsNullsDiffersFromTheIndex() {
        assertEquals(
                List.of("No index serves the sort price.nullsfirst of the collection 'products':"
                        + " create index on products (price nulls first, id)"),
                unserved("products", products -> products.orders("price.nullsfirst")));
    }

    @Test
    void anIndexAlsoServesTheReverseSort() {
        assertEquals(List.of(), unserved("products", products -> products.orders("price,-name", "-id")));
    }

    @Test
    void aFilterWithoutAnIndexIsReported() {
        assertEquals(
                List.of("No index serves the filter updated_at of the collection 'products':"
                        + " create index on products (updated_at)"),
                unserved("products", products -> products.filters("updated_at")));
    }

    @Test
    void aToManyRelationNeedsAnIndexOnItsFieldAndTheSort() {
        assertEquals(
                List.of("No index serves the relation replies of the collection 'orders':"
                        + " create index on messages (order_id, created_at desc, id desc)"),
                unserved("orders", orders -> orders.toMany("replies", "messages", "order_id")));
    }

    @Test
    void aRelationToAnUnknownCollectionFailsTheStart() {
        var broken = assertThrows(
                IllegalStateException.class,
                () -> unserved("orders", orders -> orders.toOne("buyer", "people", "user_id")));
        assertEquals(
                "The relation 'buyer' of the collection 'orders' to the collection 'people' is invalid:"
                        + " there is no collection with this name",
                broken.getMessage());
    }

    @Test
    void aNestedSortNeedsAnIndexThatStartsWithTheParent() {
        assertEquals(
                List.of("No index serves the nested sort -created_at,-id of the collection 'messages':"
                        + " create index on messages (order_id, created_at desc, id desc)"),
                unserved("messages", messages -> messages.within("orders", "order_id")));
    }

    private String refusal(Declaration declaration, Class<?> entity) {
        var collections = new ArrayList<>(catalogue.collections());
        collections.add(new PagedCollection(declaration, PanacheSource.of(entity)));
        var check = new IndexCheck(new Catalogue(collections), sessionFactory);
        return String.valueOf(
                assertThrows(IllegalStateException.class, check::unserved).getMessage());
    }

    @Test
    void aCompositeKeyFailsTheStart() {
        var fields = List.of(Field.of("a", Long.class, false), Field.of("b", Long.class, false));
        assertEquals(
                "The collection 'things' would skip rows, because its table pairs has the composite key (a, b), and"
                        + " pages need a key of one column: add a column such as 'id bigint generated always as"
                        + " identity unique', and make it the only @Id",
                refusal(Declaration.of("things", fields, "Things."), Pair.class));
    }

    @Test
    void aKeyThatIsNotUniqueFailsTheStart() {
        var fields = List.of(Field.of("weight", Integer.class, false), Field.of("id", Long.class, false));
        assertEquals(
                "The collection 'things' would skip rows, because its key 'weight' is not unique: create unique index"
                        + " on toys (weight), or declare a unique field first",
                refusal(Declaration.of("things", fields, "Things."), Toy.class));
    }

    @Test
    void aSortByAFieldThatIsWronglyDeclaredAsNeverNullFailsTheStart() {
        var fields = List.of(Field.of("id", Long.class, false), Field.of("name", String.class, false));
        assertEquals(
                "The collection 'things' would skip rows, because the field 'name' is declared as never null, but its"
                        + " column can be null: declare it as @Nullable, or 'alter table toys alter column name set"
                        + " not null'",
                refusal(Declaration.of("things", fields, "Things.").orders("id", "name"), Toy.class));
    }

    @Test
    void aSortByTextThatIsComparedOtherwiseThanItIsSortedFailsTheStart() {
        var fields = List.of(Field.of("b", Long.class, false), Field.of("name", String.class, false));
        assertEquals(
                "The collection 'things' would skip rows, because it is sorted by 'name' of the type citext: sort by a"
                        + " column of the type text, such as one 'generated always as (lower(name)) stored'",
                refusal(Declaration.of("things", fields, "Things.").orders("b", "name"), FoldedName.class));
    }

    @Test
    void anEntityThatHidesRowsCannotBeEmbedded() {
        var fields = List.of(Field.of("id", Long.class, false), Field.of("weight", Integer.class, false));
        var light = Declaration.of("light", fields, "Light toys.");
        var collections = new ArrayList<>(catalogue.collections());
        collections.add(new PagedCollection(light, PanacheSource.of(LightToy.class)));
        var boxes = Declaration.of("boxes", List.of(Field.of("weight", Integer.class, false)), "Boxes.")
                .toMany("toys", "light", "weight");
        collections.add(new PagedCollection(boxes, new NoItems()));
        var check = new IndexCheck(new Catalogue(collections), sessionFactory);
        var refused = assertThrows(IllegalStateException.class, check::unserved);
        assertTrue(
                String.valueOf(refused.getMessage()).contains("would embed rows that are not items"),
                refused.getMessage());
    }

    private static final class NoItems implements PageSource {

        @Override
        public Page page(PageQuery query) {
            throw new AssertionError();
        }

        @Override
        public Optional<Map<String, @Nullable Object>> item(List<Field> fields, List<Filter> filters) {
            throw new AssertionError();
        }
    }
}
