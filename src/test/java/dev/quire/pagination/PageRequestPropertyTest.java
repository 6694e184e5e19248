package dev.quire.pagination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

final class PageRequestPropertyTest {

    private static final long MAX = PageRequest.MAX_POSITION;

    @Property
    void theOffsetOfAPageIsExactForEveryPosition(
            @ForAll @LongRange(min = 1, max = MAX) long page,
            @ForAll @IntRange(min = 1, max = PageRequest.MAX_SIZE) int size) {
        var exact = BigInteger.valueOf(page).subtract(BigInteger.ONE).multiply(BigInteger.valueOf(size));
        assertEquals(exact, BigInteger.valueOf(new PageRequest.ByPage(page, size).offset()));
    }

    @Property
    void aPageStartsWhereThePreviousOneEnds(
            @ForAll @LongRange(min = 1, max = MAX - 1) long page,
            @ForAll @IntRange(min = 1, max = PageRequest.MAX_SIZE) int size) {
        var here = new PageRequest.ByPage(page, size);
        assertEquals(here.offset() + size, new PageRequest.ByPage(page + 1, size).offset());
    }

    @Property
    void addingAPageToAnyOffsetDoesNotOverflow(
            @ForAll @LongRange(min = 1, max = MAX) long position,
            @ForAll @IntRange(min = 1, max = PageRequest.MAX_SIZE) int size) {
        assertTrue(new PageRequest.ByPage(position, size).offset() + size + 1 > 0);
        assertTrue(new PageRequest.ByOffset(position, size).offset() + size + 1 > 0);
    }

    @Property
    void aPositionOutsideTheBoundsIsRefused(@ForAll("outside") long position) {
        assertThrows(IllegalArgumentException.class, () -> new PageRequest.ByPage(position, 1));
        assertThrows(IllegalArgumentException.class, () -> new PageRequest.ByPage(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new PageRequest.ByOffset(position, 1));
    }

    @Property
    void aSizeOutsideTheBoundsIsRefused(@ForAll int size) {
        if (size < 1 || size > PageRequest.MAX_SIZE) {
            assertThrows(IllegalArgumentException.class, () -> new PageRequest.ByPage(1, size));
            assertThrows(IllegalArgumentException.class, () -> new PageRequest.ByOffset(0, size));
        }
    }

    @Provide
    Arbitrary<Long> outside() {
        return Arbitraries.oneOf(
                Arbitraries.longs().lessOrEqual(-1), Arbitraries.longs().greaterOrEqual(MAX + 1));
    }
}
