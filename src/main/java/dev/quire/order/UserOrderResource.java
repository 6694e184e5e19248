package dev.quire.order;

import dev.quire.pagination.http.CollectionResource;
import jakarta.ws.rs.Path;

@Path("/api/users/{user_id}/orders")
public class UserOrderResource extends CollectionResource {

    public UserOrderResource() {
        super(OrderResource.ORDERS.within("users", "user_id"), OrderResource.SOURCE);
    }
}
