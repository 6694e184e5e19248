package dev.quire.order;

import dev.quire.pagination.Declaration;
import dev.quire.pagination.http.CollectionResource;
import dev.quire.pagination.panache.PanacheSource;
import jakarta.ws.rs.Path;

@Path("/api/items")
public class ItemResource extends CollectionResource {

    static final Declaration ITEMS = Declaration.of("items", ItemView.class, "The lines of the orders.")
            .orders("id", "unit_price", "quantity,-unit_price")
            .filters("order_id", "product_id", "quantity", "unit_price")
            .toOne("order", "orders", "order_id")
            .toOne("product", "products", "product_id");
    static final PanacheSource SOURCE = PanacheSource.of(Item.class, (hql, values) -> Item.find(hql, values));

    public ItemResource() {
        super(ITEMS, SOURCE);
    }
}
