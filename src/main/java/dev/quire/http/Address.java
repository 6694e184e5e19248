package dev.quire.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/// The address of a request, from which links are built.
///
/// @param base the base address of the service: scheme, authority and the path prefix of a proxy
/// @param path the requested path, as the client wrote it
/// @param query the parameters, in canonical order
public record Address(String base, String path, QueryString query) {

    /// In a JSON body that is not complete yet, stands for the base address of the service. JSON never contains this
    /// character.
    public static final char BASE = '\0';

    /// Characters that are escaped in the path of a link, although a path may contain some of them (RFC 3986): clients
    /// that split a `Link` header at `,` or `;`, or quote addresses with `'`, would lose the link.
    private static final Pattern UNSAFE = Pattern.compile("[^A-Za-z0-9._~/%-]");

    public static Address of(HttpServerRequest request, QueryString query) {
        var target = request.uri();
        var path = String.valueOf(request.path());
        // A request target in absolute form needs its path only. One in origin form includes the prefix of a proxy.
        var whole = target.startsWith("/") ? withoutQuery(target) : path;
        var prefix = whole.endsWith(path) ? whole.substring(0, whole.length() - path.length()) : "";
        return new Address(
                request.scheme() + "://" + request.authority() + safe(prefix),
                safe(whole.substring(prefix.length())),
                query.canonical());
    }

    private static String safe(String path) {
        return UNSAFE.matcher(path)
                .replaceAll(match -> "%%%02X".formatted((int) match.group().charAt(0)));
    }

    /// Completes a JSON body: puts the base address in place of each [#BASE].
    public String complete(String body) {
        return body.replace(String.valueOf(BASE), base);
    }

    private static String withoutQuery(String target) {
        var end = target.indexOf('?');
        return end < 0 ? target : target.substring(0, end);
    }

    /// The absolute URL without the query.
    public String url() {
        return base + path;
    }

    /// The absolute URL of the same path with other parameters.
    public String with(QueryString parameters) {
        var text = parameters.canonical().toString();
        return text.isEmpty() ? url() : url() + "?" + text;
    }

    /// The absolute URL, which is the same for requests that differ only in the order or the encoding of parameters.
    @Override
    public String toString() {
        return with(query);
    }
}
