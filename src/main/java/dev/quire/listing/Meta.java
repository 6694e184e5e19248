package dev.quire.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.quire.pagination.Count;
import dev.quire.pagination.Page;
import dev.quire.pagination.PageRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The metadata of a page. Components that do not apply are null and omitted from the JSON.
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record Meta(
        String mode,
        @Nullable Long page,
        @Nullable Integer perPage,
        @Nullable Long offset,
        @Nullable Integer limit,
        int count,
        @Nullable Long pages,
        @Nullable Long total,
        @Nullable String totalRelation,
        @Nullable Instant totalAsOf,
        boolean hasNext,
        boolean hasPrev,
        String sort,
        String startCursor,
        String endCursor,
        @Nullable String nextCursor,
        @Nullable String prevCursor) {

    static Meta of(ListRequest request, Page page, Cursors cursors) {
        var place = request.place();
        var size = place.size();
        var total = page.count().total();
        var byPage = place instanceof PageRequest.ByPage;
        var byOffset = place instanceof PageRequest.ByOffset;
        return new Meta(
                place.mode().toString(),
                place instanceof PageRequest.ByPage(var number, int _) ? number : null,
                byOffset ? null : size,
                place instanceof PageRequest.ByOffset(var offset, int _) ? offset : null,
                byOffset ? size : null,
                page.items().size(),
                byPage && total.isPresent() ? Math.ceilDiv(total.getAsLong(), (long) size) : null,
                total.isPresent() ? total.getAsLong() : null,
                relation(page.count()),
                page.count() instanceof Count.Estimated(var _, var asOf) ? asOf : null,
                page.hasNext(),
                page.hasPrev(),
                request.sort().toString(),
                cursors.start(),
                cursors.end(),
                cursors.next(),
                cursors.prev());
    }

    /// The relation between the reported total and the actual number of items; null if no total is reported.
    static @Nullable String relation(Count count) {
        return switch (count) {
            case Count.Exact _ -> "eq";
            case Count.AtLeast _ -> "gte";
            case Count.Estimated _ -> "approx";
            case Count.Unknown _ -> null;
        };
    }
}
