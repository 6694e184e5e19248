package dev.quire.order;

import dev.quire.pagination.Declaration;
import dev.quire.pagination.http.CollectionResource;
import dev.quire.pagination.panache.PanacheSource;
import jakarta.ws.rs.Path;

@Path("/api/orders")
public class OrderResource extends CollectionResource {

    static final Declaration ORDERS = Declaration.of("orders", OrderView.class, "The orders, newest first.")
            .orders("-created_at,-id", "number", "total", "status,-created_at", "country,-total")
            .filters("number", "user_id", "status", "country", "total", "created_at")
            .toOne("user", "users", "user_id")
            .toMany("items", "items", "order_id");
    static final PanacheSource SOURCE = PanacheSource.of(Order.class, (hql, values) -> Order.find(hql, values));

    public OrderResource() {
        super(ORDERS, SOURCE);
    }
}
