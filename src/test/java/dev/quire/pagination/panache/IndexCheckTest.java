package dev.quire.pagination.panache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quire.pagination.Declaration;
import dev.quire.pagination.PageSource;
import dev.quire.pagination.PagedCollection;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
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
    @All
    List<PagedCollection> collections;

    private record Planted(Declaration declaration, PageSource source) implements PagedCollection {}

    private List<String> unserved(String name, UnaryOperator<Declaration> change) {
        var real = collections.stream()
                .filter(collection -> collection.declaration().name().equals(name)
                        && collection.declaration().scope() == null)
                .findFirst()
                .orElseThrow();
        var planted = new Planted(change.apply(real.declaration()), real.source());
        return new IndexCheck(List.of(planted), sessionFactory).unserved();
    }

    @Test
    void everyDeclaredSortAndFilterIsServedByAnIndex() {
        assertEquals(List.of(), check.unserved());
    }

    @Test
    void aSortWithoutAnIndexIsNamedWithTheIndexItNeeds() {
        assertEquals(
                List.of("No index serves the sort -price,-name of the collection 'products':"
                        + " create index on products (price desc, name desc, id desc)"),
                unserved("products", products -> products.orders("-price,-name").filters("sku")));
    }

    @Test
    void aSortThatAnIndexServesButForTheNullsIsNamed() {
        assertEquals(
                List.of("No index serves the sort price.nullsfirst of the collection 'products':"
                        + " create index on products (price nulls first, id)"),
                unserved("products", products -> products.orders("price.nullsfirst")));
    }

    @Test
    void theReverseOfAnIndexServesToo() {
        assertEquals(List.of(), unserved("products", products -> products.orders("price,-name", "-id")));
    }

    @Test
    void aFilterWithoutAnIndexIsNamed() {
        assertEquals(
                List.of("No index serves the filter updated_at of the collection 'products':"
                        + " create index on products (updated_at)"),
                unserved("products", products -> products.filters("updated_at")));
    }

    @Test
    void aNestedSortNeedsTheParentBeforeIt() {
        assertEquals(
                List.of("No index serves the nested sort -created_at,-id of the collection 'messages':"
                        + " create index on messages (order_id, created_at desc, id desc)"),
                unserved("messages", messages -> messages.within("orders", "order_id")));
    }
}
