package dev.quire.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a client already has and what it can read, by the headers of its request (RFC 9110).
///
/// @param known what it has
/// @param encodings the value of `Accept-Encoding`
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

    /// Whether the client has what bears this tag, or anything at all.
    ///
    /// @param etag in quotes
    public boolean has(String etag) {
        return known.matchWeakly(etag);
    }

    /// Whether the client named this tag: that holds before it is known whether there is anything.
    public boolean names(String etag) {
        return !known.any() && has(etag);
    }

    /// Whether the client reads gzip: what it says of gzip counts, and only without that what it says of any coding.
    public boolean readsGzip() {
        return says("(?:x-)?gzip").or(() -> says("\\*")).orElse(false);
    }

    /// Whether the client takes the first of its codings that matches; empty if none does.
    private Optional<Boolean> says(String coding) {
        return Stream.of(encodings.split(","))
                .map(CODING::matcher)
                .filter(Matcher::matches)
                .filter(said -> said.group(1).toLowerCase(Locale.ROOT).matches(coding))
                .map(said ->
                        said.group(2) == null || !ZERO.matcher(said.group(2)).matches())
                .findFirst();
    }
}
