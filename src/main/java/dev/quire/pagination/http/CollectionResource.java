package dev.quire.pagination.http;

import dev.quire.export.Format;
import dev.quire.pagination.Declaration;
import dev.quire.pagination.PageSource;
import dev.quire.pagination.PagedCollection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// A collection over HTTP. A subclass adds a path and hands over what the collection is and where its items come from.
@Produces(MediaType.APPLICATION_JSON)
public abstract class CollectionResource implements PagedCollection {

    private final Declaration declaration;
    private final PageSource source;

    @Inject
    Listing listing;

    @Inject
    Exporting exporting;

    protected CollectionResource(Declaration declaration, PageSource source) {
        this.declaration = declaration;
        this.source = source;
    }

    @Override
    public final Declaration declaration() {
        return declaration;
    }

    @Override
    public final PageSource source() {
        return source;
    }

    @GET
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response page(@Context UriInfo uri) {
        return listing.page(this, uri);
    }

    @GET
    @Path(Exporting.PATH)
    @Produces({Format.NDJSON_TYPE, Format.CSV_TYPE, Format.JSON_TYPE})
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response export(@Context UriInfo uri, @Context HttpHeaders headers) {
        return exporting.export(this, uri, headers);
    }

    @GET
    @Path("{id}")
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response item(@PathParam("id") String id, @Context UriInfo uri) {
        return listing.item(this, id, uri);
    }
}
