package dev.quire.api;

import dev.quire.catalogue.Catalogue;
import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.EditableCollection;
import dev.quire.catalogue.PagedCollection;
import dev.quire.editing.http.Editing;
import dev.quire.export.Format;
import dev.quire.export.http.Exporting;
import dev.quire.listing.Listing;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The routes of all collections, nested or not. [ServedMethods] runs before them and rejects methods that the
/// requested collection does not support.
@Path(Declaration.ROOT)
@Produces(MediaType.APPLICATION_JSON)
public class CollectionRoutes {

    private static final String LIST = "{collection}";
    private static final String ITEM = LIST + "/{id}";
    private static final String EXPORT = LIST + "/export";
    private static final String PARENT = "{parent}/{parent_id}/";

    private final Catalogue catalogue;
    private final Listing listing;
    private final Exporting exporting;
    private final Editing editing;

    CollectionRoutes(Catalogue catalogue, Listing listing, Exporting exporting, Editing editing) {
        this.catalogue = catalogue;
        this.listing = listing;
        this.exporting = exporting;
        this.editing = editing;
    }

    private PagedCollection named(String name) {
        return catalogue.named(name).orElseThrow(NotFoundException::new);
    }

    private PagedCollection nested(String parent, String name) {
        return catalogue.nested(parent, name).orElseThrow(NotFoundException::new);
    }

    private EditableCollection editable(String name) {
        return named(name) instanceof EditableCollection collection ? collection : notFound();
    }

    private static EditableCollection notFound() {
        throw new NotFoundException();
    }

    @GET
    @Path(LIST)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response list(@PathParam("collection") String name) {
        return listing.page(named(name), null);
    }

    @GET
    @Path(PARENT + LIST)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response nestedList(
            @PathParam("parent") String parent,
            @PathParam("parent_id") String parentId,
            @PathParam("collection") String name) {
        return listing.page(nested(parent, name), parentId);
    }

    @GET
    @Path(EXPORT)
    @Produces({Format.NDJSON_TYPE, Format.CSV_TYPE, Format.JSON_TYPE})
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response export(@PathParam("collection") String name, @Context HttpHeaders headers) {
        return exporting.export(named(name), null, headers);
    }

    @GET
    @Path(PARENT + EXPORT)
    @Produces({Format.NDJSON_TYPE, Format.CSV_TYPE, Format.JSON_TYPE})
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response nestedExport(
            @PathParam("parent") String parent,
            @PathParam("parent_id") String parentId,
            @PathParam("collection") String name,
            @Context HttpHeaders headers) {
        return exporting.export(nested(parent, name), parentId, headers);
    }

    @GET
    @Path(ITEM)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response item(@PathParam("collection") String name, @PathParam("id") String id) {
        return listing.item(named(name), null, id);
    }

    @GET
    @Path(PARENT + ITEM)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response nestedItem(
            @PathParam("parent") String parent,
            @PathParam("parent_id") String parentId,
            @PathParam("collection") String name,
            @PathParam("id") String id) {
        return listing.item(nested(parent, name), parentId, id);
    }

    @POST
    @Path(LIST)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response create(@PathParam("collection") String name, InputStream body) {
        return editing.create(editable(name), body);
    }

    @PATCH
    @Path(ITEM)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response change(@PathParam("collection") String name, @PathParam("id") String id, InputStream body) {
        return editing.change(editable(name), id, body);
    }

    @PUT
    @Path(ITEM)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response replace(@PathParam("collection") String name, @PathParam("id") String id, InputStream body) {
        return editing.replace(editable(name), id, body);
    }

    @DELETE
    @Path(ITEM)
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response delete(@PathParam("collection") String name, @PathParam("id") String id) {
        return editing.delete(editable(name), id);
    }
}
