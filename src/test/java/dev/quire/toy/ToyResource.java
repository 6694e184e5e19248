package dev.quire.toy;

import dev.quire.editing.Draft;
import dev.quire.editing.http.EditableResource;
import dev.quire.editing.panache.PanacheStore;
import dev.quire.pagination.Declaration;
import dev.quire.pagination.panache.PanacheSource;
import jakarta.ws.rs.Path;

@Path("/api/toys")
public class ToyResource extends EditableResource {

    public ToyResource() {
        super(
                Declaration.of("toys", ToyView.class, "The toys of the tests.")
                        .orders(
                                "id",
                                "name",
                                "name.nullsfirst",
                                "price",
                                "-price.nullslast,name.nullsfirst",
                                "weight,-made_at")
                        .filters("name", "price", "weight", "made_at"),
                PanacheSource.of(Toy.class, (hql, values) -> Toy.find(hql, values)),
                Draft.of(ToyDraft.class),
                PanacheStore.of(Toy.class));
    }
}
