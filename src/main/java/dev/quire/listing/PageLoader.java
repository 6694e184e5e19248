package dev.quire.listing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.catalogue.Catalogue;
import dev.quire.catalogue.Embedding;
import dev.quire.cursor.CursorCodec;
import dev.quire.pagecache.Answer;
import dev.quire.pagination.Page;
import dev.quire.pagination.PageQuery;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Objects;

/// Fetches a page from its source and builds the response. Safe for use by many threads.
@Singleton
final class PageLoader {

    private final Catalogue catalogue;
    private final Parents parents;
    private final CursorCodec codec;
    private final ObjectMapper json;
    private final MeterRegistry meters;

    PageLoader(Catalogue catalogue, Parents parents, CursorCodec codec, ObjectMapper json, MeterRegistry meters) {
        this.catalogue = catalogue;
        this.parents = parents;
        this.codec = codec;
        this.json = json;
        this.meters = meters;
    }

    /// @return [Answer#nothing()] if the parent of a nested collection does not exist
    Answer load(RequestedPage requested) {
        var page = fetch(requested);
        var scope = requested.collection().declaration().scope();
        // Items prove that their parent exists, so only an empty page needs the additional query.
        if (scope != null && page.items().isEmpty() && !parents.exist(scope, requested.scope())) {
            return Answer.nothing();
        }
        var request = requested.request();
        var cursors = Cursors.of(
                page, codec.among(requested.audience()), requested.collection().declaration(), request);
        var links = Links.of(requested.url(), requested.query(), request.place(), page, cursors);
        counted(requested, page);
        var body = write(new Envelope(page.items(), Meta.of(request, page, cursors), links));
        return new Answer(body, Links.header(links), links.get("next"));
    }

    private void counted(RequestedPage requested, Page page) {
        meters.counter(
                        "quire.counts",
                        "collection",
                        requested.collection().declaration().name(),
                        "asked",
                        requested.request().count().toString(),
                        "relation",
                        Objects.requireNonNullElse(Meta.relation(page.count()), "none"))
                .increment();
    }

    private Page fetch(RequestedPage requested) {
        var declaration = requested.collection().declaration();
        var request = requested.request();
        var sort = declaration.total(request.sort());
        var embedding = Embedding.of(declaration, request.fields(), request.relations(), catalogue);
        var query = new PageQuery(
                embedding.fields(),
                request.filters(),
                sort,
                declaration.fields(sort),
                request.place(),
                request.count());
        return embedding.embed(
                requested.collection().source().page(query), Links.related(requested.url(), declaration.depth()));
    }

    private byte[] write(Envelope envelope) {
        try {
            return json.writeValueAsBytes(envelope);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
