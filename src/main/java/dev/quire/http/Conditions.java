package dev.quire.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The request headers that decide between a full response, a compressed one and 304 (RFC 9110).
///
/// @param known the entity tags in `If-None-Match`, which the client has cached
/// @param encodings the value of `Accept-Encoding`; empty without the header
public record Conditions(EntityTags known, String encodings) {

    private static final EntityTags NOTHING = new EntityTags(false, List.of());
    private static final Pattern CODING =
            Pattern.compile("\\s*(gzip|x-gzip|\\*)\\s*(?:;\\s*q\\s*=\\s*([0-9.]+)\\s*)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ZERO = Pattern.compile("0(?:\\.0*)?");

    public static Conditions of(HttpServerRequest request) {
        var known = EntityTags.parse(request.headers().getAll(HttpHeaders.IF_NONE_MATCH));
        return new Conditions(
                known.orElse(NOTHING), String.join(",", request.headers().getAll(HttpHeaders.ACCEPT_ENCODING)));
    }

    /// Whether `If-None-Match` lists this tag or is `*`.
    ///
    /// @param etag in quotes
    public boolean has(String etag) {
        return known.matchWeakly(etag);
    }

    /// Whether `If-None-Match` lists this tag explicitly. Unlike [#has], it ignores `*`, which matches only if the
    /// resource exists, so this can be decided before the resource is looked up.
    public boolean names(String etag) {
        return !known.any() && has(etag);
    }

    /// Whether the client accepts gzip. `*` counts only if the header does not list gzip itself.
    public boolean readsGzip() {
        return accepts("(?:x-)?gzip").or(() -> accepts("\\*")).orElse(false);
    }

    /// Whether the first matching coding in the header is accepted, that is, has a weight other than zero. Empty if no
    /// coding matches.
    private Optional<Boolean> accepts(String coding) {
        return Stream.of(encodings.split(","))
                .map(CODING::matcher)
                .filter(Matcher::matches)
                .filter(match -> match.group(1).toLowerCase(Locale.ROOT).matches(coding))
                .map(match ->
                        match.group(2) == null || !ZERO.matcher(match.group(2)).matches())
                .findFirst();
    }
}
