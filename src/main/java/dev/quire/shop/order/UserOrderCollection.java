package dev.quire.shop.order;

import dev.quire.catalogue.PagedCollection;
import jakarta.inject.Singleton;

@Singleton
public final class UserOrderCollection extends PagedCollection {

    public UserOrderCollection() {
        super(OrderCollection.ORDERS.within("users", "user_id"), OrderCollection.SOURCE);
    }
}
