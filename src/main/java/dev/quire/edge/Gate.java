package dev.quire.edge;

import dev.quire.problem.RouterProblems;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

/// Refuses what nothing behind it serves: on every path, hosts that are none and would end up in links; beside the API,
/// methods that do not read. Within the API, the resources know which of them they serve.
@Singleton
final class Gate {

    private static final int THIRD = RequestId.FIRST + 2;

    private static final String API = "/api/";
    private static final List<String> READING = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> SCHEMES = List.of("http", "https");
    private static final Pattern AUTHORITY = Pattern.compile(
            "([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:(6553[0-5]|655[0-2]\\d|65[0-4]\\d{2}|6[0-4]\\d{3}|[0-5]?\\d{1,4}))?");

    /// Segments that lead back or to where they are, in whatever spelling, and what else readers differ in.
    private static final Pattern DEVIOUS =
            Pattern.compile("(?i)(/|%2f|%5c)(\\.|%2e){1,2}(;[^/]*)?(/|%2f|%5c|$)|//|[\\\\;]");

    private final RouterProblems problems;
    private final long maxBodySize;

    Gate(RouterProblems problems, EdgeConfig config) {
        this.problems = problems;
        this.maxBodySize = config.maxBodySize().asLongValue();
        if (maxBodySize < 1 << 10 || maxBodySize > 10 << 20) {
            throw new IllegalArgumentException("a body may have from 1K to 10M, not " + maxBodySize + " bytes");
        }
    }

    void register(@Observes Router router) {
        router.route().order(THIRD).handler(this::pass);
    }

    private void pass(RoutingContext exchange) {
        if (!mayBeServed(exchange)) {
            exchange.response().putHeader("Allow", String.join(", ", READING));
            problems.answer(exchange, 405);
        } else if (!hasAddress(exchange.request()) || isDevious(exchange.request())) {
            problems.answer(exchange, 400);
        } else if (isTooLarge(exchange.request())) {
            UnreadBody.leave(exchange);
            problems.answer(exchange, 413);
        } else {
            exchange.next();
        }
    }

    /// A body that does not tell its size is measured as it is read.
    private boolean isTooLarge(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        try {
            return length != null && Long.parseLong(length) > maxBodySize;
        } catch (NumberFormatException e) {
            return true; // No number of bytes that we would read.
        }
    }

    private static boolean mayBeServed(RoutingContext exchange) {
        var method = exchange.request().method().name();
        return READING.contains(method) || exchange.normalizedPath().startsWith(API);
    }

    /// Whether a path leads back, through segments that one reader takes for a detour and another for names.
    private static boolean isDevious(HttpServerRequest request) {
        var path = request.path();
        return path != null && DEVIOUS.matcher(path).find();
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
