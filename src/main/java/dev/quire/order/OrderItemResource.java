package dev.quire.order;

import dev.quire.pagination.http.CollectionResource;
import jakarta.ws.rs.Path;

@Path("/api/orders/{order_id}/items")
public class OrderItemResource extends CollectionResource {

    public OrderItemResource() {
        super(ItemResource.ITEMS.within("orders", "order_id"), ItemResource.SOURCE);
    }
}
