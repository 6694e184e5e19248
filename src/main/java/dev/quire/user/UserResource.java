package dev.quire.user;

import dev.quire.pagination.Declaration;
import dev.quire.pagination.http.CollectionResource;
import dev.quire.pagination.panache.PanacheSource;
import jakarta.ws.rs.Path;

@Path("/api/users")
public class UserResource extends CollectionResource {

    public UserResource() {
        super(
                Declaration.of("users", UserView.class, "The customers.")
                        .orders("id", "username", "created_at", "country,-created_at")
                        .filters("username", "email", "country", "created_at")
                        .toMany("orders", "orders", "user_id"),
                PanacheSource.of(User.class, (hql, values) -> User.find(hql, values)));
    }
}
