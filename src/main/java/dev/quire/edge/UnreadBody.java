package dev.quire.edge;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/// A body that is not read to its end.
public final class UnreadBody {

    /// How long a client may go on sending what nobody reads.
    private static final long PATIENCE_MILLIS = 2_000;

    private UnreadBody() {}

    /// Ends the connection after the answer: what of the body is still to come would stand before the next request.
    /// It is thrown away for a while, as a connection that is closed on unread bytes is reset, and with it
    /// the answer may be lost (RFC 9112, 9.6).
    public static void leave(RoutingContext exchange) {
        var request = exchange.request();
        if (request.version() != HttpVersion.HTTP_2) {
            exchange.response().putHeader("Connection", "close");
            exchange.addEndHandler(_ -> linger(exchange, request));
        }
    }

    private static void linger(RoutingContext exchange, HttpServerRequest request) {
        var connection = request.connection();
        if (request.isEnded()) {
            connection.close();
            return;
        }
        exchange.vertx().setTimer(PATIENCE_MILLIS, _ -> connection.close());
        request.handler(_ -> {}).endHandler(_ -> connection.close()).resume();
    }
}
