package dev.quire.shop.product;

import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.Draft;
import dev.quire.catalogue.EditableCollection;
import dev.quire.editing.panache.PanacheStore;
import dev.quire.entity.PanacheSource;
import jakarta.inject.Singleton;

@Singleton
public final class ProductCollection extends EditableCollection {

    public ProductCollection() {
        super(
                Declaration.of("products", ProductView.class, "The catalogue.")
                        .orders(
                                "id",
                                "sku",
                                "price",
                                "name",
                                "name.nullsfirst",
                                "-price,name",
                                "created_at",
                                "updated_at")
                        .filters("sku", "name", "price", "created_at", "updated_at"),
                PanacheSource.of(Product.class),
                Draft.of(ProductDraft.class),
                PanacheStore.of(Product.class));
    }
}
