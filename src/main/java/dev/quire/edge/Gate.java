package dev.quire.edge;

import dev.quire.problem.RouterProblems;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

/// Refuses, on every path, what nothing behind it serves: methods that write, and hosts that are none and would end up
/// in
/// links.
@Singleton
final class Gate {

    /// Right after the exchange has its id.
    private static final int SECOND = RequestId.FIRST + 1;

    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> SCHEMES = List.of("http", "https");
    private static final Pattern AUTHORITY = Pattern.compile(
            "([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:(6553[0-5]|655[0-2]\\d|65[0-4]\\d{2}|6[0-4]\\d{3}|[0-5]?\\d{1,4}))?");

    private final RouterProblems problems;

    Gate(RouterProblems problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route().order(SECOND).handler(this::pass);
    }

    private void pass(RoutingContext exchange) {
        if (!METHODS.contains(exchange.request().method().name())) {
            exchange.response().putHeader("Allow", String.join(", ", METHODS));
            problems.answer(exchange, 405);
        } else if (!hasAddress(exchange.request())) {
            problems.answer(exchange, 400);
        } else {
            exchange.next();
        }
    }

    /// Whether the client says, or a trusted proxy for it, where it believes to be.
    private static boolean hasAddress(HttpServerRequest request) {
        var authority = request.authority();
        var host = request.getHeader("Host");
        return authority != null
                && SCHEMES.contains(request.scheme())
                && AUTHORITY.matcher(authority.toString()).matches()
                && (host == null || AUTHORITY.matcher(host).matches());
    }
}
