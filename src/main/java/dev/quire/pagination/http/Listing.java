package dev.quire.pagination.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.pagination.CursorCodec;
import dev.quire.pagination.Declaration;
import dev.quire.pagination.Embedding;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.InvalidValueException;
import dev.quire.pagination.Page;
import dev.quire.pagination.PageQuery;
import dev.quire.pagination.PagedCollection;
import dev.quire.pagination.Registry;
import dev.quire.pagination.Scope;
import dev.quire.pagination.UnavailableException;
import dev.quire.problem.ProblemException;
import dev.quire.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/// Answers for every collection: reads the request, has the page fetched, wraps it.
@Singleton
final class Listing {

    private static final Logger LOG = Logger.getLogger(Listing.class);

    private final Registry registry;
    private final CurrentVertxRequest current;
    private final CursorCodec codec;
    private final MeterRegistry meters;
    private final Clock clock;
    private final ObjectMapper json;

    Listing(
            @Any Instance<PagedCollection> collections,
            CurrentVertxRequest current,
            CursorCodec codec,
            MeterRegistry meters,
            Clock clock,
            ObjectMapper json) {
        this.registry = new Registry(collections);
        this.current = current;
        this.codec = codec;
        this.meters = meters;
        this.clock = clock;
        this.json = json;
    }

    Response page(PagedCollection collection, UriInfo uri) {
        var sample = Timer.start(meters);
        var declaration = collection.declaration();
        var query = query();
        var request = new RequestParser(declaration, query).list(codec, scopeFilters(declaration, uri));
        var page = fetch(collection, request, uri);
        var cursors = Cursors.of(page, codec, declaration, request);
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var links = Links.of(Address.of(request()), query, request.place(), page, cursors);
        sample.stop(meters.timer(
                "quire.pages",
                "collection",
                declaration.name(),
                "mode",
                request.place().mode().toString()));
        return json(new Envelope(page.items(), Meta.of(request, page, cursors, now), links))
                .header(HttpHeaders.LINK, Links.header(links))
                .build();
    }

    private Page fetch(PagedCollection collection, ListRequest request, UriInfo uri) {
        var declaration = collection.declaration();
        var sort = declaration.total(request.sort());
        var embedding = Embedding.of(declaration, request.fields(), request.relations(), registry);
        var query = new PageQuery(
                embedding.fields(),
                request.filters(),
                sort,
                declaration.fields(sort),
                request.place(),
                request.count());
        var page = available(() -> collection.source().page(query));
        var scope = declaration.scope();
        if (scope != null && page.items().isEmpty()) {
            requireParent(scope, uri); // Items prove their parent; only their absence does not.
        }
        return available(() -> embedding.embed(page));
    }

    Response item(PagedCollection collection, String id, UriInfo uri) {
        var declaration = collection.declaration();
        var request = new RequestParser(declaration, query()).item();
        var embedding = Embedding.of(declaration, request.fields(), request.relations(), registry);
        var filters = new ArrayList<>(List.of(keyFilter(declaration.key(), id)));
        filters.addAll(scopeFilters(declaration, uri));
        var item = available(() -> collection.source().item(embedding.fields(), filters))
                .orElseThrow(Listing::notFound);
        var body = ItemBody.of(available(() -> embedding.embed(List.of(item))).getFirst(), json);
        return isKnown(body)
                ? Response.notModified().header(HttpHeaders.ETAG, body.etag()).build()
                : json(body.json().getBytes(StandardCharsets.UTF_8))
                        .header(HttpHeaders.ETAG, body.etag())
                        .build();
    }

    private boolean isKnown(ItemBody body) {
        return EntityTags.parse(request().headers().getAll(HttpHeaders.IF_NONE_MATCH))
                .filter(known -> known.matchWeakly(body.etag()))
                .isPresent();
    }

    /// @throws ProblemException `unavailable` if the source is
    private static <T> T available(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (UnavailableException e) {
            LOG.warnf("The source is unavailable: %s", e.getMessage());
            throw new ProblemException(ProblemType.UNAVAILABLE, ProblemType.UNAVAILABLE.detail());
        }
    }

    /// The type is named here, or the framework gives GET a charset that HEAD lacks.
    private static Response.ResponseBuilder json(Object body) {
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE);
    }

    private static List<Filter> scopeFilters(Declaration declaration, UriInfo uri) {
        return declaration.scope() == null ? List.of() : List.of(scopeFilter(declaration.scope(), uri));
    }

    private static Filter scopeFilter(Scope scope, UriInfo uri) {
        return keyFilter(
                scope.field(), uri.getPathParameters().getFirst(scope.field().name()));
    }

    private void requireParent(Scope scope, UriInfo uri) {
        var parent = registry.named(scope.parent()).orElseThrow();
        var key = parent.declaration().key();
        var id = String.valueOf(scopeFilter(scope, uri).value());
        if (parent.source().item(List.of(key), List.of(keyFilter(key, id))).isEmpty()) {
            throw notFound();
        }
    }

    /// @throws ProblemException `not-found` if the text cannot be a key, as then nothing has it
    private static Filter keyFilter(Field key, String text) {
        try {
            return Filter.equal(key, key.parse(text));
        } catch (InvalidValueException e) {
            throw notFound();
        }
    }

    private static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "No item has this address.");
    }

    private QueryString query() {
        try {
            return QueryString.parse(request().query());
        } catch (InvalidValueException e) {
            throw new ProblemException(ProblemType.INVALID_PARAMETER, "The query is malformed: " + e.getMessage());
        }
    }

    private HttpServerRequest request() {
        return current.getCurrent().request();
    }
}
