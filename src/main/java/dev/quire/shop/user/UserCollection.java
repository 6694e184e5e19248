package dev.quire.shop.user;

import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.Draft;
import dev.quire.catalogue.EditableCollection;
import dev.quire.editing.panache.PanacheStore;
import dev.quire.entity.PanacheSource;
import jakarta.inject.Singleton;

@Singleton
public final class UserCollection extends EditableCollection {

    public UserCollection() {
        super(
                Declaration.of("users", UserView.class, "The customers.")
                        .orders("id", "username", "created_at", "country,-created_at", "updated_at")
                        .filters("username", "email", "country", "created_at", "updated_at")
                        .toMany("orders", "orders", "user_id"),
                PanacheSource.of(User.class),
                Draft.of(UserDraft.class),
                PanacheStore.of(User.class));
    }
}
