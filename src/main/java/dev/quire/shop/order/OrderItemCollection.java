package dev.quire.shop.order;

import dev.quire.catalogue.PagedCollection;
import jakarta.inject.Singleton;

@Singleton
public final class OrderItemCollection extends PagedCollection {

    public OrderItemCollection() {
        super(ItemCollection.ITEMS.within("orders", "order_id"), ItemCollection.SOURCE);
    }
}
