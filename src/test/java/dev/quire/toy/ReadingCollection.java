package dev.quire.toy;

import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.Draft;
import dev.quire.catalogue.EditableCollection;
import dev.quire.editing.panache.PanacheStore;
import dev.quire.entity.PanacheSource;
import jakarta.inject.Singleton;

@Singleton
public final class ReadingCollection extends EditableCollection {

    public ReadingCollection() {
        super(
                Declaration.of("readings", ReadingView.class, "A collection for tests only.")
                        .orders("id", "amount", "ratio", "share", "taken_at", "day")
                        .filters("parent_id", "amount", "ratio", "share", "taken_at", "day")
                        .toOne("parent", "readings", "parent_id")
                        .toMany("children", "readings", "parent_id"),
                PanacheSource.of(Reading.class),
                Draft.of(ReadingDraft.class),
                PanacheStore.of(Reading.class));
    }
}
