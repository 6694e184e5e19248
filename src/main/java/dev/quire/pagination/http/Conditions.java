package dev.quire.pagination.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a client already has and what it can read, by the headers of its request (RFC 9110).
///
/// @param known what it has
/// @param encodings the value of `Accept-Encoding`
record Conditions(EntityTags known, String encodings) {

    private static final EntityTags NOTHING = new EntityTags(false, List.of());
    private static final Pattern GZIP =
            Pattern.compile("\\s*(?:gzip|x-gzip|\\*)\\s*(?:;\\s*[qQ]\\s*=\\s*([0-9.]+)\\s*)?");
    private static final Pattern ZERO = Pattern.compile("0(?:\\.0*)?");

    static Conditions of(HttpServerRequest request) {
        var known = EntityTags.parse(request.headers().getAll(HttpHeaders.IF_NONE_MATCH));
        return new Conditions(
                known.orElse(NOTHING), String.join(",", request.headers().getAll(HttpHeaders.ACCEPT_ENCODING)));
    }

    /// Whether the client has what bears this tag, or anything at all.
    ///
    /// @param etag in quotes
    boolean has(String etag) {
        return known.matchWeakly(etag);
    }

    /// Whether the client named this tag: that holds before it is known whether there is anything.
    boolean names(String etag) {
        return !known.any() && has(etag);
    }

    boolean readsGzip() {
        return Stream.of(encodings.split(","))
                .map(GZIP::matcher)
                .anyMatch(gzip -> gzip.matches()
                        && (gzip.group(1) == null
                                || !ZERO.matcher(gzip.group(1)).matches()));
    }
}
