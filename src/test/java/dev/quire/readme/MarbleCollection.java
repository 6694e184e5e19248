package dev.quire.readme;

import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.Draft;
import dev.quire.catalogue.EditableCollection;
import dev.quire.editing.panache.PanacheStore;
import dev.quire.entity.PanacheSource;
import jakarta.inject.Singleton;

@Singleton
public final class MarbleCollection extends EditableCollection {
    public MarbleCollection() {
        super(
                Declaration.of("marbles", MarbleView.class, "Glass marbles.")
                        .orders("id", "name")
                        .filters("name"),
                PanacheSource.of(Marble.class),
                Draft.of(MarbleDraft.class),
                PanacheStore.of(Marble.class));
    }
}
