package dev.quire.product;

import dev.quire.editing.Draft;
import dev.quire.editing.http.EditableResource;
import dev.quire.editing.panache.PanacheStore;
import dev.quire.pagination.Declaration;
import dev.quire.pagination.panache.PanacheSource;
import jakarta.ws.rs.Path;

@Path("/api/products")
public class ProductResource extends EditableResource {

    public ProductResource() {
        super(
                Declaration.of("products", ProductView.class, "The catalogue.")
                        .orders("id", "sku", "price", "name", "name.nullsfirst", "-price,name", "created_at")
                        .filters("sku", "name", "price", "created_at"),
                PanacheSource.of(Product.class, (hql, values) -> Product.find(hql, values)),
                Draft.of(ProductDraft.class),
                PanacheStore.of(Product.class));
    }
}
