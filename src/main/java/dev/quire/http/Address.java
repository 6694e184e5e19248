package dev.quire.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/// Determines the address of a request, from which links are built.
public final class Address {

    /// Characters that are escaped in the path of a link, although a path may contain some of them (RFC 3986): clients
    /// that split a `Link` header at `,` or `;`, or quote addresses with `'`, would lose the link.
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._~/%-]");

    private Address() {}

    /// The absolute URL that the client requested, without the query.
    public static String of(HttpServerRequest request) {
        var target = request.uri();
        // A request target in absolute form needs its path only. One in origin form includes the prefix of a proxy.
        var raw = target.startsWith("/") ? withoutQuery(target) : String.valueOf(request.path());
        var path = UNSAFE.matcher(raw)
                .replaceAll(match -> "%%%02X".formatted((int) match.group().charAt(0)));
        return request.scheme() + "://" + request.authority() + path;
    }

    /// Removes the last segments from the path of a URL, and slashes at its end.
    public static String without(int segments, String url) {
        var end = url.length();
        while (url.charAt(end - 1) == '/') {
            end--;
        }
        for (int i = 0; i < segments; i++) {
            end = url.lastIndexOf('/', end - 1);
        }
        return url.substring(0, end);
    }

    private static String withoutQuery(String target) {
        var end = target.indexOf('?');
        return end < 0 ? target : target.substring(0, end);
    }
}
