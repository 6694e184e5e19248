package dev.quire.edge;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/// Ends connections whose request body is refused before it is read completely. Vert.x and Quarkus close such a
/// connection at once, so that a client that is still sending may lose the response.
public final class UnreadBody {

    /// How long further input is read and discarded before the connection is closed.
    private static final long LINGER_MILLIS = 2_000;

    private UnreadBody() {}

    /// Closes the connection after the response, because the rest of the body precedes the next request on it. The
    /// rest is discarded for up to two seconds first: closing a socket with unread input resets the connection, and
    /// the client may then lose the response (RFC 9112, 9.6).
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
        exchange.vertx().setTimer(LINGER_MILLIS, _ -> connection.close());
        request.handler(_ -> {}).endHandler(_ -> connection.close()).resume();
    }
}
