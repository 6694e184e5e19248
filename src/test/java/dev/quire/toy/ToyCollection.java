package dev.quire.toy;

import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.Draft;
import dev.quire.catalogue.EditableCollection;
import dev.quire.editing.panache.PanacheStore;
import dev.quire.entity.PanacheSource;
import jakarta.inject.Singleton;

@Singleton
public final class ToyCollection extends EditableCollection {

    public ToyCollection() {
        super(
                Declaration.of("toys", ToyView.class, "A collection for tests only.")
                        .orders(
                                "id",
                                "name",
                                "name.nullsfirst",
                                "price",
                                "-price.nullslast,name.nullsfirst",
                                "weight,-made_at")
                        .filters("name", "price", "weight", "made_at"),
                PanacheSource.of(Toy.class),
                Draft.of(ToyDraft.class),
                PanacheStore.of(Toy.class));
    }
}
