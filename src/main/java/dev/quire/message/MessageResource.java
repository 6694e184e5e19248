package dev.quire.message;

import dev.quire.pagination.Declaration;
import dev.quire.pagination.Mode;
import dev.quire.pagination.http.CollectionResource;
import dev.quire.pagination.panache.PanacheSource;
import jakarta.ws.rs.Path;

@Path("/api/messages")
public class MessageResource extends CollectionResource {

    public MessageResource() {
        super(
                Declaration.of("messages", MessageView.class, "The activity feed, newest first.")
                        .orders("-created_at,-id")
                        .filters("author_id", "created_at")
                        .toOne("author", "users", "author_id")
                        .mode(Mode.CURSOR),
                PanacheSource.of(Message.class, (hql, values) -> Message.find(hql, values)));
    }
}
