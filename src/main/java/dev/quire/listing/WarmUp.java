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

/// Loads the first page of every collection before the port opens: the first load of a process takes some fifty times
/// as long as the next, and the first clients of a replica would each wait for theirs until they are refused.
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

    /// Late among the observers: those before it may end the start.
    @ActivateRequestContext
    void atStart(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent start) {
        if (serving) {
            try {
                catalogue.collections().forEach(this::load);
            } catch (RuntimeException e) {
                LOG.warnf("The first clients may wait for longer: not every first page could be loaded: %s", e);
            }
        }
    }

    private void load(PagedCollection collection) {
        var declaration = collection.declaration();
        if (declaration.scope() != null) {
            return; // What is nested is loaded in the same way, and there is no parent to name.
        }
        var query = QueryString.parse(null);
        var request = new RequestParser(declaration, query).list(codec, List.of());
        try {
            loader.load(new AskedPage(collection, "", List.of(), "", query, request));
        } catch (AbsentException _) {
            LOG.debugf("Nothing to load of %s yet", declaration.name());
        }
    }
}
