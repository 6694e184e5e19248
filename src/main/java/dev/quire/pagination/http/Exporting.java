package dev.quire.pagination.http;

import dev.quire.export.Export;
import dev.quire.export.ExportPlan;
import dev.quire.export.Exports;
import dev.quire.export.Format;
import dev.quire.pagination.ChunkQuery;
import dev.quire.pagination.Cursor;
import dev.quire.pagination.CursorCodec;
import dev.quire.pagination.Filter;
import dev.quire.pagination.PagedCollection;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.stream.Stream;

/// Answers with all items of a collection at once: reads the request, has the export begin, and hands it on to be sent.
@Singleton
final class Exporting {

    /// Below that of the list.
    static final String PATH = "export";

    private final Listing listing;
    private final PageLoader loader;
    private final CursorCodec codec;
    private final Exports exports;
    private final CurrentVertxRequest current;

    Exporting(Listing listing, PageLoader loader, CursorCodec codec, Exports exports, CurrentVertxRequest current) {
        this.listing = listing;
        this.loader = loader;
        this.codec = codec;
        this.exports = exports;
        this.current = current;
    }

    Response export(PagedCollection collection, UriInfo uri, HttpHeaders headers) {
        var declaration = collection.declaration();
        var scope = Listing.scopeFilters(declaration, uri);
        var cursors = codec.among(listing.audience());
        var request = new RequestParser(declaration, listing.query()).export(cursors, scope);
        var format = request.format().orElseGet(() -> accepted(headers));
        var export = Unavailability.asProblem(() -> exports.open(plan(collection, request, format, cursors)));
        closeWithExchange(export);
        Unavailability.asProblem(() -> {
            export.begin();
            return export;
        });
        if (isUnknown(collection, scope, export)) {
            throw Listing.notFound();
        }
        return response(export, format, declaration.name());
    }

    /// Whatever becomes of the exchange, or became of it before anybody listened, nothing is kept for it.
    private void closeWithExchange(Export export) {
        var exchange = current.getCurrent();
        exchange.addEndHandler(_ -> export.close());
        if (exchange.response().closed()) {
            export.close();
        }
    }

    /// Items prove their parent; only their absence does not.
    private boolean isUnknown(PagedCollection collection, List<Filter> filters, Export export) {
        var scope = collection.declaration().scope();
        return scope != null && export.isEmpty() && !Unavailability.asProblem(() -> loader.exists(scope, filters));
    }

    private ExportPlan plan(PagedCollection collection, ExportRequest request, Format format, CursorCodec cursors) {
        var declaration = collection.declaration();
        var sort = declaration.total(request.sort());
        var query = new ChunkQuery(
                request.fields(),
                request.filters(),
                sort,
                declaration.fields(sort),
                request.after(),
                exports.chunkSize());
        return new ExportPlan(
                declaration.name(),
                collection.source(),
                query,
                format,
                request.marks(),
                request.progress(),
                (place, carried) ->
                        cursors.encode(new Cursor(place, false), declaration, sort, request.filters(), carried));
    }

    /// The client's first choice that is served; the framework has refused those who take none.
    private static Format accepted(HttpHeaders headers) {
        return acceptable(headers).stream()
                .flatMap(type -> Stream.of(Format.values())
                        .filter(format -> type.isCompatible(MediaType.valueOf(format.mediaType()))))
                .findFirst()
                .orElse(Format.NDJSON);
    }

    /// The framework lets through what it then cannot read: a header that says nothing, and one that lists nothing.
    private static List<MediaType> acceptable(HttpHeaders headers) {
        var accept = headers.getHeaderString(HttpHeaders.ACCEPT);
        if (accept == null || accept.isBlank()) {
            return List.of();
        }
        var types = headers.getAcceptableMediaTypes();
        if (types.isEmpty()) {
            throw new NotAcceptableException();
        }
        return types;
    }

    private Response response(Export export, Format format, String name) {
        var request = current.getCurrent().request();
        var packed = Conditions.of(request).readsGzip();
        var trailers = request.headers().getAll("TE").stream().anyMatch(value -> value.contains("trailers"));
        return Response.ok(new ExportBody(export, request, packed, trailers))
                .type(format.contentType())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_ENCODING)
                .header(HttpHeaders.CONTENT_ENCODING, packed ? "gzip" : null)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s.%s\"".formatted(name, format))
                .header("Trailer", trailers ? Export.TRAILERS : null)
                .build();
    }
}
