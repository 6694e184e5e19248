package dev.quire.edge;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;

/// Adds security headers to every response. The content security policy of data responses forbids everything; the
/// start page and Swagger UI get policies that allow what they need.
///
/// The settings `quarkus.http.header` and `quarkus.http.filter` do not suffice. They skip requests that Vert.x
/// refuses itself (without `Host`, or with the target `*`), because they have no failure handlers. They cannot send
/// `Strict-Transport-Security` for https only. [Refusal] needs the same values for responses that no route handles.
@Singleton
final class SecurityHeaders {

    static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin");

    static final String DENY_ALL = "default-src 'none'; frame-ancestors 'none'";

    private static final String START_PAGE =
            DENY_ALL + "; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; img-src data:";

    /// Swagger UI starts by an inline script.
    private static final String SWAGGER_UI = DENY_ALL + "; base-uri 'none'; form-action 'none'; connect-src 'self'; "
            + "script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'";

    void register(@Observes Router router) {
        router.route().order(RequestId.FIRST).handler(SecurityHeaders::pass).failureHandler(SecurityHeaders::pass);
    }

    void register(@Observes ManagementInterface management) {
        register(management.router());
    }

    private static void pass(RoutingContext exchange) {
        var headers = exchange.response().headers();
        ALWAYS.forEach(headers::set);
        headers.set(
                "Content-Security-Policy",
                policy(Objects.requireNonNullElse(exchange.request().path(), "*")));
        if ("https".equals(exchange.request().scheme())) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        exchange.next();
    }

    private static String policy(String path) {
        if (path.equals("/") || path.equals("/index.html")) {
            return START_PAGE;
        }
        return path.startsWith("/q/swagger-ui") ? SWAGGER_UI : DENY_ALL;
    }
}
