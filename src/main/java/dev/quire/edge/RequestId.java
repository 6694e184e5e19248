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

/// Names each exchange: in the answer's `X-Request-Id`, and as `request_id` in whatever is logged on its behalf.
///
/// A caller's id is kept if it is harmless in a header and a log line; any other is replaced, never refused.
@Singleton
final class RequestId {

    private static final String HEADER = "X-Request-Id";
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._:+/=-]{1,128}");
    /// Before all that may answer: static files, health, the limit on bodies, the 404 of last resort.
    static final int FIRST = Integer.MIN_VALUE;

    /// A request refused as it is read (without `Host`, or with `*` for a path) meets no handler but those of failures.
    void register(@Observes Router router) {
        router.route().order(FIRST).handler(RequestId::pass).failureHandler(RequestId::pass);
    }

    /// Health and metrics have a server of their own.
    void register(@Observes ManagementInterface management) {
        register(management.router());
    }

    private static void pass(RoutingContext exchange) {
        if (!exchange.response().headers().contains(HEADER)) {
            name(exchange, keptOrMade(exchange.request().getHeader(HEADER)));
        }
        exchange.next();
    }

    private static void name(RoutingContext exchange, String id) {
        exchange.response().putHeader(HEADER, id);
        // Kept in the context of this one exchange, which follows it from thread to thread and ends with it.
        MDC.put("request_id", id);
    }

    private static String keptOrMade(@Nullable String offered) {
        return offered != null && HARMLESS.matcher(offered).matches()
                ? offered
                : UUID.randomUUID().toString();
    }
}
