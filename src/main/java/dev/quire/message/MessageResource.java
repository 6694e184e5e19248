package dev.quire.message;

import dev.quire.editing.Draft;
import dev.quire.editing.http.EditableResource;
import dev.quire.editing.panache.PanacheStore;
import dev.quire.pagination.Declaration;
import dev.quire.pagination.Mode;
import dev.quire.pagination.panache.PanacheSource;
import jakarta.ws.rs.Path;

@Path("/api/messages")
public class MessageResource extends EditableResource {

    public MessageResource() {
        super(
                Declaration.of("messages", MessageView.class, "The activity feed, newest first.")
                        .orders("-created_at,-id")
                        .filters("author_id", "created_at")
                        .toOne("author", "users", "author_id")
                        .mode(Mode.CURSOR),
                PanacheSource.of(Message.class, (hql, values) -> Message.find(hql, values)),
                Draft.of(MessageDraft.class),
                PanacheStore.of(Message.class));
    }
}
