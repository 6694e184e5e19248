package dev.quire.pagination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Samples.class)
@Domain(DomainContext.Global.class)
final class CountPropertyTest {

    private static final long MAX_OFFSET = (PageRequest.MAX_POSITION - 1) * PageRequest.MAX_SIZE;

    @Property
    void aTotalIncludesTheOffsetTheShownItemsAndOneMoreIfThereAreMore(
            @ForAll Count counted,
            @ForAll @LongRange(max = MAX_OFFSET) long offset,
            @ForAll @IntRange(min = 1, max = PageRequest.MAX_SIZE) int shown,
            @ForAll boolean more) {
        var total = counted.corrected(offset, shown, more).total().orElse(Long.MAX_VALUE);
        assertTrue(total >= offset + shown + (more ? 1 : 0));
    }

    @Property
    void aTotalIsAtMostTheOffsetOfAnEmptyPage(@ForAll Count counted, @ForAll @LongRange(max = MAX_OFFSET) long offset) {
        var total = counted.corrected(offset, 0, false).total().orElse(0);
        assertTrue(0 <= total && total <= offset);
    }

    @Property
    void aNonEmptyLastPageProvesTheTotal(
            @ForAll Count counted,
            @ForAll @LongRange(max = MAX_OFFSET) long offset,
            @ForAll @IntRange(min = 1, max = PageRequest.MAX_SIZE) int shown) {
        assertEquals(proven(counted, offset + shown), counted.corrected(offset, shown, false));
    }

    @Property
    void anEmptyFirstPageProvesATotalOfZero(@ForAll Count counted) {
        assertEquals(proven(counted, 0), counted.corrected(0, 0, false));
    }

    /// An unknown count stays unknown, because the client did not request a count.
    private static Count proven(Count counted, long total) {
        return counted instanceof Count.Unknown ? counted : new Count.Exact(total);
    }

    @Property
    void anUnknownCountStaysUnknown(
            @ForAll @LongRange(max = MAX_OFFSET) long offset,
            @ForAll @IntRange(max = PageRequest.MAX_SIZE) int shown,
            @ForAll boolean more) {
        assertEquals(new Count.Unknown(), new Count.Unknown().corrected(offset, shown, more));
    }

    @Property
    void anExactCountThatAgreesWithThePageIsKept(
            @ForAll @LongRange(max = 10_000) long total,
            @ForAll @LongRange(max = 12_000) long offset,
            @ForAll @IntRange(min = 1, max = PageRequest.MAX_SIZE) int size) {
        var shown = Math.clamp(total - offset, 0, size);
        assertEquals(new Count.Exact(total), new Count.Exact(total).corrected(offset, shown, offset + size < total));
    }

    @Property
    void correctionIsIdempotent(
            @ForAll Count counted,
            @ForAll @LongRange(max = MAX_OFFSET) long offset,
            @ForAll @IntRange(max = PageRequest.MAX_SIZE) int shown,
            @ForAll boolean more) {
        Assume.that(shown > 0 || !more);
        var corrected = counted.corrected(offset, shown, more);
        assertEquals(corrected, corrected.corrected(offset, shown, more));
    }

    @Property
    void anEstimateNeverBecomesExactWithoutProof(
            @ForAll @LongRange(max = 1000) long estimate,
            @ForAll @LongRange(min = 1, max = 1000) long offset,
            @ForAll @IntRange(min = 1, max = PageRequest.MAX_SIZE) int shown) {
        var estimated = new Count.Estimated(estimate, Instant.EPOCH);
        assertSame(Count.Estimated.class, estimated.corrected(offset, 0, false).getClass());
        assertSame(
                Count.Estimated.class, estimated.corrected(offset, shown, true).getClass());
    }
}
