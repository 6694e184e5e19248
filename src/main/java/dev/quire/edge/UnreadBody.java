package dev.quire.edge;

import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/// A body that is not read to its end.
public final class UnreadBody {

    private UnreadBody() {}

    /// Ends the connection with the answer: what of the body is still to come would stand before the next request.
    public static void leave(RoutingContext exchange) {
        if (exchange.request().version() != HttpVersion.HTTP_2) {
            exchange.response()
                    .putHeader("Connection", "close")
                    .endHandler(_ -> exchange.request().connection().close());
        }
    }
}
