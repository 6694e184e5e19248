package dev.quire.shop.order;

import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.Draft;
import dev.quire.catalogue.EditableCollection;
import dev.quire.editing.panache.PanacheStore;
import dev.quire.entity.PanacheSource;
import jakarta.inject.Singleton;

@Singleton
public final class OrderCollection extends EditableCollection {

    static final Declaration ORDERS = Declaration.of("orders", OrderView.class, "The orders, newest first.")
            .orders("-created_at,-id", "number", "total", "status,-created_at", "country,-total", "updated_at")
            .filters("number", "user_id", "status", "country", "total", "created_at", "updated_at")
            .toOne("user", "users", "user_id")
            .toMany("items", "items", "order_id");
    static final PanacheSource SOURCE = PanacheSource.of(Order.class);

    public OrderCollection() {
        super(
                ORDERS,
                SOURCE,
                Draft.of(OrderDraft.class).completedBy(new OrderLines()),
                PanacheStore.of(Order.class).owning("items", Item.class, "orderId", "line"));
    }
}
