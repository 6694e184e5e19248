package dev.quire.pagination.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.bulkhead.Bulkhead;
import dev.quire.bulkhead.Workload;
import dev.quire.pagecache.PageCache;
import dev.quire.pagecache.Served;
import dev.quire.pagination.CursorCodec;
import dev.quire.pagination.Declaration;
import dev.quire.pagination.Embedding;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.InvalidValueException;
import dev.quire.pagination.PagedCollection;
import dev.quire.pagination.Registry;
import dev.quire.pagination.Scope;
import dev.quire.principal.Principals;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers for every collection: reads the request and answers it, from the cache where that holds it.
@Singleton
final class Listing {

    private final Registry registry;
    private final CurrentVertxRequest current;
    private final Principals principals;
    private final CursorCodec codec;
    private final PageLoader loader;
    private final PageCache cache;
    private final Bulkhead bulkhead;
    private final MeterRegistry meters;
    private final ObjectMapper json;

    Listing(
            @Any Instance<PagedCollection> collections,
            CurrentVertxRequest current,
            Principals principals,
            CursorCodec codec,
            PageLoader loader,
            PageCache cache,
            Bulkhead bulkhead,
            MeterRegistry meters,
            ObjectMapper json) {
        this.registry = new Registry(collections);
        this.current = current;
        this.principals = principals;
        this.codec = codec;
        this.loader = loader;
        this.cache = cache;
        this.bulkhead = bulkhead;
        this.meters = meters;
        this.json = json;
    }

    Response page(PagedCollection collection, UriInfo uri) {
        var sample = Timer.start(meters);
        var asked = asked(
                collection, audience(), scopeFilters(collection.declaration(), uri), Address.of(request()), query());
        var response = page(asked, Conditions.of(request()));
        sample.stop(meters.timer(
                "quire.pages",
                "collection",
                collection.declaration().name(),
                "mode",
                asked.request().place().mode().toString()));
        return response;
    }

    private AskedPage asked(
            PagedCollection collection, String audience, List<Filter> scope, String url, QueryString query) {
        // The faults are named in the order of the client, all else is in ours.
        var request = new RequestParser(collection.declaration(), query).list(codec.among(audience), scope);
        return new AskedPage(collection, audience, scope, url, query.canonical(), request);
    }

    private Response page(AskedPage asked, Conditions conditions) {
        var key = asked.key(codec.epoch());
        var tag = cache.tag(key).map(CacheHeaders::etag).filter(conditions::names);
        if (tag.isPresent()) {
            return CacheHeaders.unchanged(tag.get());
        }
        var served = Unavailability.asProblem(() -> cache.answer(key, () -> loader.load(asked)));
        var answer = served.answer();
        if (answer.isNothing()) {
            throw notFound();
        }
        var next = answer.next();
        if (next != null) {
            cache.walked(asked.address(), next, asked.workload(), () -> fetchAhead(asked, next));
        }
        return response(served, conditions);
    }

    private static Response response(Served served, Conditions conditions) {
        if (served.tag() != null && conditions.has(CacheHeaders.etag(served.tag()))) {
            return CacheHeaders.unchanged(CacheHeaders.etag(served.tag()));
        }
        var packed = conditions.readsGzip() ? served.packed() : null;
        var body = packed == null ? served.answer().body() : packed;
        return CacheHeaders.add(json(body), served)
                .header(HttpHeaders.CONTENT_ENCODING, packed == null ? null : "gzip")
                .header(HttpHeaders.LINK, served.answer().link())
                .build();
    }

    /// @param address that of the page after the one asked for
    private void fetchAhead(AskedPage asked, String address) {
        var query = QueryString.parse(address.substring(address.indexOf('?') + 1));
        var next = asked(asked.collection(), asked.audience(), asked.scope(), asked.url(), query);
        cache.warm(next.key(codec.epoch()), () -> loader.load(next));
    }

    Response item(PagedCollection collection, String id, UriInfo uri) {
        var declaration = collection.declaration();
        var request = new RequestParser(declaration, query()).item();
        var embedding = Embedding.of(declaration, request.fields(), request.relations(), registry);
        var filters = new ArrayList<>(List.of(keyFilter(declaration.key(), id)));
        filters.addAll(scopeFilters(declaration, uri));
        filters.addAll(request.filters());
        var body = ItemBody.of(read(collection, embedding, filters).orElseThrow(Listing::notFound), json);
        var whole = request.relations().isEmpty() && request.fields().equals(declaration.fields());
        // Another form of the item cannot stand for it in If-Match.
        var etag = whole ? body.etag() : "W/" + body.etag();
        var answer = Conditions.of(request()).has(body.etag())
                ? Response.notModified()
                : json(body.json().getBytes(StandardCharsets.UTF_8));
        return answer.header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache") // Whoever keeps it asks each time.
                .build();
    }

    private Optional<Map<String, @Nullable Object>> read(
            PagedCollection collection, Embedding embedding, List<Filter> filters) {
        return Unavailability.asProblem(() -> bulkhead.run(
                Workload.POINT_READS,
                () -> collection
                        .source()
                        .item(embedding.fields(), filters)
                        .map(item -> embedding.embed(List.of(item)).getFirst())));
    }

    /// Type and length are named here, or the framework gives GET what HEAD lacks.
    private static Response.ResponseBuilder json(byte[] body) {
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).header(HttpHeaders.CONTENT_LENGTH, body.length);
    }

    static List<Filter> scopeFilters(Declaration declaration, UriInfo uri) {
        return declaration.scope() == null ? List.of() : List.of(scopeFilter(declaration.scope(), uri));
    }

    private static Filter scopeFilter(Scope scope, UriInfo uri) {
        return keyFilter(
                scope.field(), uri.getPathParameters().getFirst(scope.field().name()));
    }

    /// @throws ProblemException `not-found` if the text cannot be a key, as then nothing has it
    private static Filter keyFilter(Field key, String text) {
        try {
            return Filter.equal(key, key.parse(text));
        } catch (InvalidValueException e) {
            throw notFound();
        }
    }

    static ProblemException notFound() {
        return new ProblemException(ProblemType.NOT_FOUND, "No item has this address.");
    }

    QueryString query() {
        try {
            return QueryString.parse(request().query());
        } catch (InvalidValueException e) {
            throw new ProblemException(ProblemType.INVALID_PARAMETER, "The query is malformed: " + e.getMessage());
        }
    }

    /// Who may see the answer; empty for everyone.
    String audience() {
        return principals.of(request()).audience();
    }

    HttpServerRequest request() {
        return current.getCurrent().request();
    }
}
