package dev.quire.edge;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Lets pages of listed origins read answers (the CORS protocol of the Fetch standard), without credentials. Others are
/// answered, too, and their browsers keep it from them. What is added is added as an answer leaves, so what is kept of
/// a page knows no origin.
@Singleton
final class Cors {

    /// Before the gate, so that a page can read why it is refused.
    private static final int SECOND = RequestId.FIRST + 1;

    private static final Pattern ORIGIN =
            Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?|https?://\\[[0-9a-f:]+](:\\d{1,5})?");
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String ACCEPTED =
            "Accept, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id";
    private static final String EXPOSED =
            "Accept-Patch, Allow, Cache-Status, Content-Disposition, ETag, Link, Location, "
                    + "RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";

    private final Set<String> origins;

    Cors(CorsConfig config) {
        origins = Set.copyOf(config.origins().orElse(List.of()));
        for (var origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException(
                        "quire.cors.origins takes origins such as https://shop.example.com, not " + origin);
            }
        }
    }

    void register(@Observes Router router) {
        if (!origins.isEmpty()) {
            router.route().order(SECOND).handler(this::pass);
        }
    }

    private void pass(RoutingContext exchange) {
        var request = exchange.request();
        var response = exchange.response();
        var origin = request.getHeader("Origin");
        var allowed = origin != null && origins.contains(origin);
        exchange.addHeadersEndHandler(_ -> {
            response.headers().add("Vary", "Origin");
            if (allowed) {
                response.putHeader("Access-Control-Allow-Origin", origin)
                        .putHeader("Access-Control-Expose-Headers", EXPOSED);
            }
        });
        if (allowed && asksBeforehand(request)) {
            response.setStatusCode(204)
                    .putHeader("Access-Control-Allow-Methods", METHODS)
                    .putHeader("Access-Control-Allow-Headers", ACCEPTED)
                    .putHeader("Access-Control-Max-Age", "3600")
                    .end();
        } else {
            exchange.next();
        }
    }

    private static boolean asksBeforehand(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains("Access-Control-Request-Method");
    }
}
