package dev.quire.pagination.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a client already has and what it can read, by the headers of its request (RFC 9110).
///
/// @param noneMatch the value of `If-None-Match`, empty if it has nothing
/// @param encodings the value of `Accept-Encoding`
record Conditions(String noneMatch, String encodings) {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"");
    private static final Pattern GZIP =
            Pattern.compile("\\s*(?:gzip|x-gzip|\\*)\\s*(?:;\\s*[qQ]\\s*=\\s*([0-9.]+)\\s*)?");
    private static final Pattern ZERO = Pattern.compile("0(?:\\.0*)?");

    static Conditions of(HttpServerRequest request) {
        return new Conditions(
                String.join(",", request.headers().getAll("If-None-Match")),
                String.join(",", request.headers().getAll("Accept-Encoding")));
    }

    /// Whether the client has what bears this tag, compared weakly.
    boolean has(@Nullable String tag) {
        return tag != null
                && !noneMatch.isEmpty()
                && TAG.matcher(noneMatch)
                        .results()
                        .anyMatch(match -> match.group(1).equals(tag));
    }

    /// Whether the client wants an answer only where there is none.
    boolean hasAny() {
        return noneMatch.strip().equals("*");
    }

    boolean readsGzip() {
        return Stream.of(encodings.split(","))
                .map(GZIP::matcher)
                .anyMatch(gzip -> gzip.matches()
                        && (gzip.group(1) == null
                                || !ZERO.matcher(gzip.group(1)).matches()));
    }
}
