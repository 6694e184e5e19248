package dev.quire.listing;

import dev.quire.availability.AbsentException;
import dev.quire.catalogue.Catalogue;
import dev.quire.catalogue.PagedCollection;
import dev.quire.cursor.CursorCodec;
import dev.quire.http.QueryString;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.List;
import org.jboss.logging.Logger;

/// Loads the first page of every collection before the port opens. The first load in a new process takes about fifty
/// times as long as later ones. Without a warm-up, the first requests to a new replica would wait that long and be
/// rejected.
@Singleton
class WarmUp {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    private final Catalogue catalogue;
    private final PageLoader loader;
    private final CursorCodec codec;
    private final boolean serving;

    WarmUp(Catalogue catalogue, PageLoader loader, CursorCodec codec, @CommandLineArguments String[] arguments) {
        this.catalogue = catalogue;
        this.loader = loader;
        this.codec = codec;
        this.serving = arguments.length == 0;
    }

    /// Runs late among the startup observers, because earlier ones may abort the start.
    @ActivateRequestContext
    void atStart(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent start) {
        if (serving) {
            try {
                catalogue.collections().forEach(this::load);
            } catch (RuntimeException e) {
                LOG.warnf("Warm-up stopped early, so the first requests may be slow: %s", e);
            }
        }
    }

    private void load(PagedCollection collection) {
        var declaration = collection.declaration();
        if (declaration.scope() != null) {
            return; // It uses the same code as other collections, and no key of a parent is known.
        }
        var query = QueryString.parse(null);
        var request = new RequestParser(declaration, query).list(codec, List.of());
        try {
            loader.load(new RequestedPage(collection, "", List.of(), declaration.path(), query, request));
        } catch (AbsentException _) {
            LOG.debugf("Warm-up skipped the collection %s, which has no data yet", declaration.name());
        }
    }
}
