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

/// Implements CORS (Fetch standard) for the origins listed in [CorsConfig], without credentials. Requests from
/// other origins are answered normally, but without CORS headers, so that the browser withholds the response from
/// the page. The headers are added just before a response is sent, so that cached pages contain no origin.
///
/// The filter of Quarkus (`quarkus.http.cors`) does not suffice. It answers requests from other origins with 403 and
/// without a problem document. It never sends `Vary: Origin`, so that a shared cache could serve a response with the
/// headers for another origin. It sends `Access-Control-Allow-Credentials` to every allowed origin, and accepts
/// wildcards and patterns in the list of origins.
@Singleton
final class Cors {

    /// Before [Gate], so that pages can read its error responses.
    private static final int SECOND = RequestId.FIRST + 1;

    private static final Pattern ORIGIN =
            Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?|https?://\\[[0-9a-f:]+](:\\d{1,5})?");
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String ALLOWED_HEADERS =
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
                        "quire.cors.origins must list origins such as https://shop.example.com, but has " + origin);
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
        if (allowed && isPreflight(request)) {
            response.setStatusCode(204)
                    .putHeader("Access-Control-Allow-Methods", METHODS)
                    .putHeader("Access-Control-Allow-Headers", ALLOWED_HEADERS)
                    .putHeader("Access-Control-Max-Age", "3600")
                    .end();
        } else {
            exchange.next();
        }
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains("Access-Control-Request-Method");
    }
}
