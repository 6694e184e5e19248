package dev.quire.editing.http;

import dev.quire.http.EntityTags;
import dev.quire.problem.Problem.ParameterError;
import dev.quire.problem.ProblemException;
import dev.quire.problem.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Under which conditions a write may happen (RFC 9110, 13.1).
///
/// @param match the item must be one of these
/// @param noneMatch the item must be none of these
record Preconditions(@Nullable EntityTags match, @Nullable EntityTags noneMatch) {

    /// @throws ProblemException for a header that is no list of entity tags: a condition is never ignored
    static Preconditions of(HttpServerRequest request) {
        return new Preconditions(tags(request, HttpHeaders.IF_MATCH), tags(request, HttpHeaders.IF_NONE_MATCH));
    }

    private static @Nullable EntityTags tags(HttpServerRequest request, String header) {
        var lines = request.headers().getAll(header);
        return lines.isEmpty()
                ? null
                : EntityTags.parse(lines)
                        .orElseThrow(() -> refused(header, "takes entity tags in quotes, as ETag gives them, or *"));
    }

    /// @throws ProblemException if the request has any: there is no item yet that they could be about
    static void refuse(HttpServerRequest request) {
        for (var header : List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH)) {
            if (request.headers().contains(header)) {
                throw refused(header, "is no condition for a new item");
            }
        }
    }

    private static ProblemException refused(String header, String detail) {
        return new ProblemException(
                ProblemType.INVALID_PARAMETER,
                header + ": " + detail + ".",
                List.of(new ParameterError(header, detail)));
    }

    boolean isEmpty() {
        return match == null && noneMatch == null;
    }

    /// @param etag the entity tag of the item as it is
    /// @throws ProblemException `precondition-failed` if the item is another than the client expects
    void check(String etag) {
        if ((match != null && !match.matchStrongly(etag)) || (noneMatch != null && noneMatch.matchWeakly(etag))) {
            throw new ProblemException(ProblemType.PRECONDITION_FAILED, ProblemType.PRECONDITION_FAILED.detail());
        }
    }
}
