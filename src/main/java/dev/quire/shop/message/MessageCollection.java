package dev.quire.shop.message;

import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.Draft;
import dev.quire.catalogue.EditableCollection;
import dev.quire.editing.panache.PanacheStore;
import dev.quire.entity.PanacheSource;
import dev.quire.pagination.Mode;
import jakarta.inject.Singleton;

@Singleton
public final class MessageCollection extends EditableCollection {

    public MessageCollection() {
        super(
                Declaration.of("messages", MessageView.class, "The activity feed, newest first.")
                        .orders("-created_at,-id", "updated_at")
                        .filters("author_id", "created_at", "updated_at")
                        .toOne("author", "users", "author_id")
                        .mode(Mode.CURSOR),
                PanacheSource.of(Message.class),
                Draft.of(MessageDraft.class),
                PanacheStore.of(Message.class));
    }
}
