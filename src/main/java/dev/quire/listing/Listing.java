package dev.quire.listing;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.bulkhead.Bulkhead;
import dev.quire.bulkhead.Workload;
import dev.quire.catalogue.Catalogue;
import dev.quire.catalogue.Embedding;
import dev.quire.catalogue.PagedCollection;
import dev.quire.cursor.CursorCodec;
import dev.quire.http.Address;
import dev.quire.http.Conditions;
import dev.quire.http.QueryString;
import dev.quire.pagecache.PageCache;
import dev.quire.pagecache.Served;
import dev.quire.pagination.Filter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers lists and items of every collection: reads the request and answers it, from the cache where that holds it.
@Singleton
public final class Listing {

    private final Catalogue catalogue;
    private final CurrentExchange exchange;
    private final CursorCodec codec;
    private final PageLoader loader;
    private final PageCache cache;
    private final Bulkhead bulkhead;
    private final MeterRegistry meters;
    private final ObjectMapper json;

    Listing(
            Catalogue catalogue,
            CurrentExchange exchange,
            CursorCodec codec,
            PageLoader loader,
            PageCache cache,
            Bulkhead bulkhead,
            MeterRegistry meters,
            ObjectMapper json) {
        this.catalogue = catalogue;
        this.exchange = exchange;
        this.codec = codec;
        this.loader = loader;
        this.cache = cache;
        this.bulkhead = bulkhead;
        this.meters = meters;
        this.json = json;
    }

    /// @param parent the parent's key as the path has it; null if the collection is not nested
    public Response page(PagedCollection collection, @Nullable String parent) {
        var sample = Timer.start(meters);
        var request = exchange.request();
        var asked = asked(
                collection,
                exchange.principal().audience(),
                Parents.filters(collection.declaration(), parent),
                Address.of(request),
                exchange.query());
        var response = page(asked, Conditions.of(request));
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
        var served = cache.answer(key, () -> loader.load(asked));
        var answer = served.answer();
        if (answer.isNothing()) {
            throw Parents.notFound();
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

    /// @param parent the parent's key as the path has it; null if the collection is not nested
    /// @param id the item's key as the path has it
    public Response item(PagedCollection collection, @Nullable String parent, String id) {
        var declaration = collection.declaration();
        var request = new RequestParser(declaration, exchange.query()).item();
        var embedding = Embedding.of(declaration, request.fields(), request.relations(), catalogue);
        var filters = new ArrayList<>(List.of(Parents.keyFilter(declaration.key(), id)));
        filters.addAll(Parents.filters(declaration, parent));
        filters.addAll(request.filters());
        var body = ItemBody.of(read(collection, embedding, filters).orElseThrow(Parents::notFound), json);
        var whole = request.relations().isEmpty() && request.fields().equals(declaration.fields());
        // Another form of the item cannot stand for it in If-Match.
        var etag = whole ? body.etag() : "W/" + body.etag();
        var answer = Conditions.of(exchange.request()).has(body.etag())
                ? Response.notModified()
                : json(body.json().getBytes(StandardCharsets.UTF_8));
        return answer.header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache") // A cache must ask each time.
                .build();
    }

    private Optional<Map<String, @Nullable Object>> read(
            PagedCollection collection, Embedding embedding, List<Filter> filters) {
        return bulkhead.run(
                Workload.POINT_READS,
                () -> collection
                        .source()
                        .item(embedding.fields(), filters)
                        .map(item -> embedding.embed(List.of(item)).getFirst()));
    }

    /// Type and length are named here, or the framework gives GET what HEAD lacks.
    private static Response.ResponseBuilder json(byte[] body) {
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).header(HttpHeaders.CONTENT_LENGTH, body.length);
    }
}
