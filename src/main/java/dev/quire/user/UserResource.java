package dev.quire.user;

import dev.quire.editing.Draft;
import dev.quire.editing.http.EditableResource;
import dev.quire.editing.panache.PanacheStore;
import dev.quire.pagination.Declaration;
import dev.quire.pagination.panache.PanacheSource;
import jakarta.ws.rs.Path;

@Path("/api/users")
public class UserResource extends EditableResource {

    public UserResource() {
        super(
                Declaration.of("users", UserView.class, "The customers.")
                        .orders("id", "username", "created_at", "country,-created_at")
                        .filters("username", "email", "country", "created_at")
                        .toMany("orders", "orders", "user_id"),
                PanacheSource.of(User.class, (hql, values) -> User.find(hql, values)),
                Draft.of(UserDraft.class),
                PanacheStore.of(User.class));
    }
}
