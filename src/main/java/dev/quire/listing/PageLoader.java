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

/// Has a page fetched and wraps it, ready to send.
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

    /// @return nothing if the parent of a nested collection is unknown
    Answer load(AskedPage asked) {
        var page = fetch(asked);
        var scope = asked.collection().declaration().scope();
        // Items prove their parent; only their absence does not.
        if (scope != null && page.items().isEmpty() && !parents.exist(scope, asked.scope())) {
            return Answer.nothing();
        }
        var request = asked.request();
        var cursors = Cursors.of(
                page, codec.among(asked.audience()), asked.collection().declaration(), request);
        var links = Links.of(asked.url(), asked.query(), request.place(), page, cursors);
        counted(asked, page);
        var body = write(new Envelope(page.items(), Meta.of(request, page, cursors), links));
        return new Answer(body, Links.header(links), links.get("next"));
    }

    private void counted(AskedPage asked, Page page) {
        meters.counter(
                        "quire.counts",
                        "collection",
                        asked.collection().declaration().name(),
                        "asked",
                        asked.request().count().toString(),
                        "relation",
                        Objects.requireNonNullElse(Meta.relation(page.count()), "none"))
                .increment();
    }

    private Page fetch(AskedPage asked) {
        var declaration = asked.collection().declaration();
        var request = asked.request();
        var sort = declaration.total(request.sort());
        var embedding = Embedding.of(declaration, request.fields(), request.relations(), catalogue);
        var query = new PageQuery(
                embedding.fields(),
                request.filters(),
                sort,
                declaration.fields(sort),
                request.place(),
                request.count());
        return embedding.embed(asked.collection().source().page(query));
    }

    private byte[] write(Envelope envelope) {
        try {
            return json.writeValueAsBytes(envelope);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
