package dev.quire.editing.http;

import dev.quire.editing.Draft;
import dev.quire.editing.EditableCollection;
import dev.quire.editing.Store;
import dev.quire.pagination.Declaration;
import dev.quire.pagination.PageSource;
import dev.quire.pagination.http.CollectionResource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// A collection that can be read and written over HTTP. A subclass adds a path and hands over what the collection is,
/// where its items come from, what may be written and where it goes.
@Produces(MediaType.APPLICATION_JSON)
public abstract class EditableResource extends CollectionResource implements EditableCollection {

    private final Draft draft;
    private final Store store;

    @Inject
    Editing editing;

    protected EditableResource(Declaration declaration, PageSource source, Draft draft, Store store) {
        super(declaration, source);
        this.draft = draft;
        this.store = store;
    }

    @Override
    public final Draft draft() {
        return draft;
    }

    @Override
    public final Store store() {
        return store;
    }

    @POST
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response create(InputStream body) {
        return editing.create(this, body);
    }

    @PATCH
    @Path("{id}")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response change(@PathParam("id") String id, InputStream body) {
        return editing.change(this, id, body);
    }

    @PUT
    @Path("{id}")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response replace(@PathParam("id") String id, InputStream body) {
        return editing.replace(this, id, body);
    }

    @DELETE
    @Path("{id}")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response delete(@PathParam("id") String id) {
        return editing.delete(this, id);
    }
}
