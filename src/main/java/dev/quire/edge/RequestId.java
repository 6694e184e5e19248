package dev.quire.edge;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/// Assigns an id to each request: as `X-Request-Id` in the response, and as `request_id` in all log records written
/// while the request is processed. Quarkus has trace ids, by its OpenTelemetry extension, but no request id.
///
/// A valid id sent by the client is kept. An id with characters that are unsafe in headers or log lines, or with
/// more than 128 characters, is replaced by a new one; the request is not refused.
@Singleton
final class RequestId {

    static final String HEADER = "X-Request-Id";
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._:+/=-]{1,128}");
    /// Before every handler that can answer: static files, health checks, the body limit, the default 404.
    static final int FIRST = Integer.MIN_VALUE;

    /// Registers a failure handler as well, because Vert.x passes a request that it refuses itself (without `Host`,
    /// or with the target `*`) to failure handlers only.
    void register(@Observes Router router) {
        router.route().order(FIRST).handler(RequestId::pass).failureHandler(RequestId::pass);
    }

    /// Health checks and metrics are served by a separate management server.
    void register(@Observes ManagementInterface management) {
        register(management.router());
    }

    private static void pass(RoutingContext exchange) {
        if (!exchange.response().headers().contains(HEADER)) {
            assign(exchange, acceptOrCreate(exchange.request().getHeader(HEADER)));
        }
        exchange.next();
    }

    private static void assign(RoutingContext exchange, String id) {
        exchange.response().putHeader(HEADER, id);
        // Quarkus keeps the MDC in the Vert.x context of this request, so it is available on every thread.
        MDC.put("request_id", id);
    }

    private static String acceptOrCreate(@Nullable String offered) {
        return offered != null && VALID.matcher(offered).matches()
                ? offered
                : UUID.randomUUID().toString();
    }
}
