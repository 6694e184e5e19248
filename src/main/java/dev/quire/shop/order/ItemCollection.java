package dev.quire.shop.order;

import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.PagedCollection;
import dev.quire.entity.PanacheSource;
import jakarta.inject.Singleton;

@Singleton
public final class ItemCollection extends PagedCollection {

    static final Declaration ITEMS = Declaration.of("items", ItemView.class, "The lines of the orders.")
            .orders("id", "unit_price", "quantity,-unit_price", "updated_at")
            .filters("order_id", "product_id", "quantity", "unit_price", "updated_at")
            .toOne("order", "orders", "order_id")
            .toOne("product", "products", "product_id");
    static final PanacheSource SOURCE = PanacheSource.of(Item.class);

    public ItemCollection() {
        super(ITEMS, SOURCE);
    }
}
