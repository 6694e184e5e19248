package dev.quire.editing.http;

import dev.quire.http.EntityTags;
import dev.quire.problem.Problem.ParameterError;
import dev.quire.problem.ProblemException;
import dev.quire.problem.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The preconditions of a write, `If-Match` and `If-None-Match` (RFC 9110, 13.1).
///
/// @param match the entity tags of which the item must have one; null without `If-Match`
/// @param noneMatch the entity tags of which the item must have none; null without `If-None-Match`
record Preconditions(@Nullable EntityTags match, @Nullable EntityTags noneMatch) {

    /// @throws ProblemException if a header is malformed; a precondition is never ignored
    static Preconditions of(HttpServerRequest request) {
        return new Preconditions(tags(request, HttpHeaders.IF_MATCH), tags(request, HttpHeaders.IF_NONE_MATCH));
    }

    private static @Nullable EntityTags tags(HttpServerRequest request, String header) {
        var lines = request.headers().getAll(header);
        return lines.isEmpty()
                ? null
                : EntityTags.parse(lines)
                        .orElseThrow(
                                () -> refused(header, "must be a list of quoted entity tags, as sent in ETag, or *"));
    }

    /// @throws ProblemException if the request has preconditions; a new item has no entity tag to compare with
    static void refuse(HttpServerRequest request) {
        for (var header : List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH)) {
            if (request.headers().contains(header)) {
                throw refused(header, "is not allowed when creating an item");
            }
        }
    }

    private static ProblemException refused(String header, String detail) {
        return new ProblemException(
                ProblemType.INVALID_PARAMETER,
                header + ": " + detail + ".",
                List.of(new ParameterError(header, detail)));
    }

    /// @param current returns the entity tags of the item's representations; not called without preconditions
    /// @throws ProblemException `precondition-failed` if the entity tags do not meet the preconditions
    void check(Supplier<List<String>> current) {
        if (match == null && noneMatch == null) {
            return;
        }
        var tags = current.get();
        if ((match != null && tags.stream().noneMatch(match::matchStrongly))
                || (noneMatch != null && tags.stream().anyMatch(noneMatch::matchWeakly))) {
            throw new ProblemException(ProblemType.PRECONDITION_FAILED, ProblemType.PRECONDITION_FAILED.detail());
        }
    }
}
