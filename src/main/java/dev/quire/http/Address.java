package dev.quire.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/// The address of a request, as links need it.
public final class Address {

    /// What a path may not hold as it stands (RFC 3986).
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._~!$&'()*+,;=:@/%-]");

    private Address() {}

    /// The absolute address as the client wrote it, without the query.
    public static String of(HttpServerRequest request) {
        var target = request.uri();
        // In the absolute form of a target, the path; otherwise the target, which knows a proxy's prefix.
        var raw = target.startsWith("/") ? withoutQuery(target) : String.valueOf(request.path());
        var path = UNSAFE.matcher(raw)
                .replaceAll(match -> "%%%02X".formatted((int) match.group().charAt(0)));
        return request.scheme() + "://" + request.authority() + path;
    }

    private static String withoutQuery(String target) {
        var end = target.indexOf('?');
        return end < 0 ? target : target.substring(0, end);
    }
}
