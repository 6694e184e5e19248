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
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// Handles requests for lists and items of all collections. Lists are served from the page cache if possible. Safe for
/// use by many threads.
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

    /// Responds with a page of the collection.
    ///
    /// @param parent the key of the parent as in the path; null if the collection is not nested
    public Response page(PagedCollection collection, @Nullable String parent) {
        var sample = Timer.start(meters);
        var request = exchange.request();
        var requested = requested(
                collection,
                exchange.principal().audience(),
                Parents.filters(collection.declaration(), parent),
                Address.of(request),
                exchange.query());
        var response = page(requested, Conditions.of(request));
        sample.stop(meters.timer(
                "quire.pages",
                "collection",
                collection.declaration().name(),
                "mode",
                requested.request().place().mode().toString()));
        return response;
    }

    private RequestedPage requested(
            PagedCollection collection, String audience, List<Filter> scope, String url, QueryString query) {
        // Parse the query in the order of the client, so that errors are reported in that order.
        var request = new RequestParser(collection.declaration(), query).list(codec.among(audience), scope);
        return new RequestedPage(collection, audience, scope, url, query.canonical(), request);
    }

    private Response page(RequestedPage requested, Conditions conditions) {
        var key = requested.key(codec.epoch());
        var tag = cache.tag(key).map(CacheHeaders::etag).filter(conditions::names);
        if (tag.isPresent()) {
            return CacheHeaders.unchanged(tag.get());
        }
        var served = cache.answer(key, () -> loader.load(requested));
        var answer = served.answer();
        if (answer.isNothing()) {
            throw Parents.notFound();
        }
        var next = answer.next();
        if (next != null) {
            cache.walked(requested.address(), next, requested.workload(), () -> fetchAhead(requested, next));
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

    /// Loads the next page into the cache, because a client that walks the list is likely to request it.
    ///
    /// @param address the URL of the next page
    private void fetchAhead(RequestedPage requested, String address) {
        var query = QueryString.parse(address.substring(address.indexOf('?') + 1));
        var next = requested(requested.collection(), requested.audience(), requested.scope(), requested.url(), query);
        cache.warm(next.key(codec.epoch()), () -> loader.load(next));
    }

    /// Responds with one item.
    ///
    /// @param parent the key of the parent as in the path; null if the collection is not nested
    /// @param id the key of the item as in the path
    public Response item(PagedCollection collection, @Nullable String parent, String id) {
        var declaration = collection.declaration();
        var request = new RequestParser(declaration, exchange.query()).item();
        var embedding = Embedding.of(declaration, request.fields(), request.relations(), catalogue);
        var filters = new ArrayList<>(List.of(Parents.keyFilter(declaration.key(), id)));
        filters.addAll(Parents.filters(declaration, parent));
        filters.addAll(request.filters());
        var urls = Links.related(Address.of(exchange.request()), declaration.depth() + 1);
        var item = read(collection, embedding, filters, urls).orElseThrow(Parents::notFound);
        var body = ItemBody.of(item, json);
        var whole = request.relations().isEmpty() && request.fields().equals(declaration.fields());
        // Other representations get a weak tag, so that clients cannot use it in If-Match.
        var etag = whole ? body.etag() : "W/" + body.etag();
        var answer = Conditions.of(exchange.request()).has(body.etag())
                ? Response.notModified()
                : json(body.json().getBytes(StandardCharsets.UTF_8));
        return answer.header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache") // Caches must revalidate before each use.
                .build();
    }

    private Optional<Map<String, @Nullable Object>> read(
            PagedCollection collection, Embedding embedding, List<Filter> filters, BinaryOperator<String> urls) {
        return bulkhead.run(
                Workload.POINT_READS,
                () -> collection
                        .source()
                        .item(embedding.fields(), filters)
                        .map(item -> embedding.embed(List.of(item), urls).getFirst()));
    }

    /// Sets type and length explicitly. Otherwise, the framework would add them to responses to GET, but not to HEAD.
    private static Response.ResponseBuilder json(byte[] body) {
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).header(HttpHeaders.CONTENT_LENGTH, body.length);
    }
}
