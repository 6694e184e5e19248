package dev.quire.order;

import dev.quire.editing.Draft;
import dev.quire.editing.http.EditableResource;
import dev.quire.editing.panache.PanacheStore;
import dev.quire.pagination.Declaration;
import dev.quire.pagination.panache.PanacheSource;
import jakarta.ws.rs.Path;

@Path("/api/orders")
public class OrderResource extends EditableResource {

    static final Declaration ORDERS = Declaration.of("orders", OrderView.class, "The orders, newest first.")
            .orders("-created_at,-id", "number", "total", "status,-created_at", "country,-total")
            .filters("number", "user_id", "status", "country", "total", "created_at")
            .toOne("user", "users", "user_id")
            .toMany("items", "items", "order_id");
    static final PanacheSource SOURCE = PanacheSource.of(Order.class, (hql, values) -> Order.find(hql, values));

    public OrderResource() {
        super(
                ORDERS,
                SOURCE,
                Draft.of(OrderDraft.class).completedBy(new OrderLines()).alsoChanging("items", "messages"),
                PanacheStore.of(Order.class).owning("items", Item.class, "orderId", "line"));
    }
}
