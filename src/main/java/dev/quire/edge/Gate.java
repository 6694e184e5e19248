package dev.quire.edge;

import dev.quire.problem.RouterProblems;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

/// Refuses requests that no handler serves, before any work is done for them: on every path, an invalid host (400),
/// which would otherwise appear in links, an ambiguous path (400) and a body that is too large (413); outside
/// `/api/`, methods other than GET, HEAD and OPTIONS (405). Under `/api/`, the resources themselves determine the
/// allowed methods.
///
/// Quarkus checks neither the host nor the form of the path. It does limit bodies, by
/// `quarkus.http.limits.max-body-size`, but answers 413 without a problem document and closes the connection at
/// once, so that a client that is still sending may lose the response.
@Singleton
final class Gate {

    private static final int THIRD = RequestId.FIRST + 2;

    private static final String API = "/api/";
    private static final List<String> READ_METHODS = List.of("GET", "HEAD", "OPTIONS");
    private static final List<String> SCHEMES = List.of("http", "https");
    private static final Pattern AUTHORITY = Pattern.compile(
            "([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:(6553[0-5]|655[0-2]\\d|65[0-4]\\d{2}|6[0-4]\\d{3}|[0-5]?\\d{1,4}))?");

    /// Paths that URI parsers interpret differently: dot segments in any encoding, empty segments, backslashes and
    /// semicolons.
    private static final Pattern AMBIGUOUS_PATH =
            Pattern.compile("(?i)(/|%2f|%5c)(\\.|%2e){1,2}(;[^/]*)?(/|%2f|%5c|$)|//|[\\\\;]");

    private final RouterProblems problems;
    private final long maxBodySize;

    Gate(RouterProblems problems, EdgeConfig config) {
        this.problems = problems;
        this.maxBodySize = config.maxBodySize().asLongValue();
        if (maxBodySize < 1 << 10 || maxBodySize > 10 << 20) {
            throw new IllegalArgumentException(
                    "quire.edge.max-body-size must be between 1K and 10M, but is " + maxBodySize + " bytes");
        }
    }

    void register(@Observes Router router) {
        router.route().order(THIRD).handler(this::pass);
    }

    private void pass(RoutingContext exchange) {
        if (!isMethodAllowed(exchange)) {
            exchange.response().putHeader("Allow", String.join(", ", READ_METHODS));
            problems.answer(exchange, 405);
        } else if (!hasValidHost(exchange.request()) || hasAmbiguousPath(exchange.request())) {
            problems.answer(exchange, 400);
        } else if (isTooLarge(exchange.request())) {
            UnreadBody.leave(exchange);
            problems.answer(exchange, 413);
        } else {
            exchange.next();
        }
    }

    /// Checks `Content-Length` only. A chunked body is measured while it is read.
    private boolean isTooLarge(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        try {
            return length != null && Long.parseLong(length) > maxBodySize;
        } catch (NumberFormatException e) {
            return true; // The number exceeds the range of long, and so the limit.
        }
    }

    private static boolean isMethodAllowed(RoutingContext exchange) {
        var method = exchange.request().method().name();
        return READ_METHODS.contains(method) || exchange.normalizedPath().startsWith(API);
    }

    private static boolean hasAmbiguousPath(HttpServerRequest request) {
        var path = request.path();
        return path != null && AMBIGUOUS_PATH.matcher(path).find();
    }

    /// Checks the scheme and the authority of the request, as sent by the client or forwarded by a trusted proxy.
    private static boolean hasValidHost(HttpServerRequest request) {
        var authority = request.authority();
        var host = request.getHeader("Host");
        return authority != null
                && SCHEMES.contains(request.scheme())
                && AUTHORITY.matcher(authority.toString()).matches()
                && (host == null || AUTHORITY.matcher(host).matches());
    }
}
