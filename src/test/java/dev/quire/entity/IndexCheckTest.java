package dev.quire.entity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.quire.catalogue.Catalogue;
import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.PagedCollection;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hibernate.SessionFactory;
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
                List.of("No index serves the filter description of the collection 'items':"
                        + " create index on items (description)"),
                unserved("items", items -> items.filters("description")));
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
}
