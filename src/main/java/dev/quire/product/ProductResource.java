package dev.quire.product;

import dev.quire.pagination.Declaration;
import dev.quire.pagination.http.CollectionResource;
import dev.quire.pagination.panache.PanacheSource;
import jakarta.ws.rs.Path;

@Path("/api/products")
public class ProductResource extends CollectionResource {

    public ProductResource() {
        super(
                Declaration.of("products", ProductView.class, "The catalogue.")
                        .orders("id", "sku", "price", "name", "name.nullsfirst", "-price,name", "created_at")
                        .filters("sku", "name", "price", "created_at"),
                PanacheSource.of(Product.class, (hql, values) -> Product.find(hql, values)));
    }
}
