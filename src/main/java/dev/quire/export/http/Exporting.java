package dev.quire.export.http;

import dev.quire.catalogue.PagedCollection;
import dev.quire.cursor.CursorCodec;
import dev.quire.export.Export;
import dev.quire.export.ExportPlan;
import dev.quire.export.Exports;
import dev.quire.export.Format;
import dev.quire.export.Rendering;
import dev.quire.http.Conditions;
import dev.quire.listing.CurrentExchange;
import dev.quire.listing.Parents;
import dev.quire.pagination.ChunkQuery;
import dev.quire.pagination.Cursor;
import dev.quire.pagination.Filter;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Answers with all items of a collection at once: reads the request, opens the export, and hands it on to be sent.
@Singleton
public final class Exporting {

    private final CurrentExchange exchange;
    private final Parents parents;
    private final CursorCodec codec;
    private final Exports exports;

    Exporting(CurrentExchange exchange, Parents parents, CursorCodec codec, Exports exports) {
        this.exchange = exchange;
        this.parents = parents;
        this.codec = codec;
        this.exports = exports;
    }

    /// @param parent the parent's key as the path has it; null if the collection is not nested
    public Response export(PagedCollection collection, @Nullable String parent, HttpHeaders headers) {
        var declaration = collection.declaration();
        var scope = Parents.filters(declaration, parent);
        var cursors = codec.among(exchange.principal().audience());
        var request = new ExportParameters(declaration, exchange.query()).read(cursors, scope, () -> accepted(headers));
        var export = exports.open(plan(collection, request, cursors));
        closeWithExchange(export);
        export.begin();
        if (isUnknown(collection, scope, export)) {
            throw Parents.notFound();
        }
        return response(export, request.rendering(), declaration.name());
    }

    /// Closes the export when the exchange ends, or now if it ended before the handler was added.
    private void closeWithExchange(Export export) {
        var context = exchange.context();
        context.addEndHandler(_ -> export.close());
        if (context.response().closed()) {
            export.close();
        }
    }

    /// An item proves that its parent exists, so that the parent is looked up only if there is none.
    private boolean isUnknown(PagedCollection collection, List<Filter> filters, Export export) {
        var scope = collection.declaration().scope();
        return scope != null && export.isEmpty() && !parents.exist(scope, filters);
    }

    private ExportPlan plan(PagedCollection collection, ExportRequest request, CursorCodec cursors) {
        var declaration = collection.declaration();
        var binding = declaration.cursorBinding(request.sort(), request.filters());
        var query = new ChunkQuery(
                request.fields(),
                request.filters(),
                binding.sort(),
                binding.keys(),
                request.after(),
                exports.chunkSize());
        return new ExportPlan(
                declaration.name(),
                collection.source(),
                query,
                request.rendering(),
                request.progress(),
                (place, carried) -> cursors.encode(new Cursor(place, false), binding, carried));
    }

    /// The client's preferred format. The framework has refused clients that accept none of them.
    private static Format accepted(HttpHeaders headers) {
        return acceptable(headers).stream()
                .flatMap(type -> Stream.of(Format.values())
                        .filter(format -> type.isCompatible(MediaType.valueOf(format.mediaType()))))
                .findFirst()
                .orElse(Format.NDJSON);
    }

    /// Handles two headers that the framework accepts but cannot read: an empty one, and one whose list is empty.
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

    private Response response(Export export, Rendering rendering, String name) {
        var request = exchange.request();
        var packed = Conditions.of(request).readsGzip();
        var trailers = request.version() != HttpVersion.HTTP_1_0
                && request.headers().getAll("TE").stream().anyMatch(value -> value.contains("trailers"));
        return Response.ok(new ExportBody(export, request, packed, trailers))
                .type(rendering.contentType())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT + ", " + HttpHeaders.ACCEPT_ENCODING)
                .header(HttpHeaders.CONTENT_ENCODING, packed ? "gzip" : null)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s.%s\"".formatted(name, rendering.format()))
                .header("Trailer", trailers ? Export.TRAILERS : null)
                .build();
    }
}
