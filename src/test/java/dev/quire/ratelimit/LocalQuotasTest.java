package dev.quire.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quire.TestClock;
import dev.quire.principal.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocalQuotasTest {

    private static final Principal PRINCIPAL = new Principal(Principal.Kind.ANONYMOUS, "192.0.2.1");

    private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final LocalQuotas quotas = new LocalQuotas(clock);
    private final List<Window> windows = List.of(Window.parse("burst", "40/10s"), Window.parse("sustained", "100/1m"));

    private long admitted(int requests, long cost, int replicas) {
        return Stream.generate(() -> quotas.charge(PRINCIPAL, windows, cost, Settlement.NONE, replicas))
                .limit(requests)
                .filter(Verdict::admitted)
                .count();
    }

    @Test
    void aReplicaAdmitsItsShareOfEachWindow() {
        assertEquals(10, admitted(50, 1, 4));
        clock.pass(Duration.ofSeconds(10));
        assertEquals(10, admitted(50, 1, 4));
        clock.pass(Duration.ofSeconds(10));
        assertEquals(5, admitted(50, 1, 4));
        clock.pass(Duration.ofSeconds(40));
        assertEquals(10, admitted(50, 1, 4));
    }

    @Test
    void sharedUsageStillCountsAfterRedisFails() {
        quotas.recordShared(PRINCIPAL, new Verdict(true, true, clock.millis(), windows, List.of(36L, 36L)), 4);
        assertEquals(1, admitted(50, 1, 4));
        clock.pass(Duration.ofSeconds(10));
        assertEquals(10, admitted(50, 1, 4));
    }

    @Test
    void aRequestThatCostsMoreThanTheShareUsesAllOfIt() {
        assertEquals(1, admitted(3, 1_000, 4));
    }

    @Test
    void theShareIsAtLeastOne() {
        assertEquals(1, admitted(3, 1, 1000));
    }

    @Test
    void aRefusalStatesWhenToRetry() {
        clock.pass(Duration.ofSeconds(3));
        admitted(40, 1, 1);
        var refused = quotas.charge(PRINCIPAL, windows, 1, Settlement.NONE, 1);
        assertEquals("\"burst\";r=0;t=7, \"sustained\";r=60;t=57", refused.header());
        assertEquals(7, refused.retryAfter(1));
        assertEquals(57, refused.retryAfter(70));
    }

    private List<Long> settled(long units, Instant charged) {
        var settlement = new Settlement(units * Settlement.UNIT, charged.toEpochMilli());
        return quotas.charge(PRINCIPAL, windows, 0, settlement, 1).used();
    }

    @Test
    void theRealCostReplacesTheEstimate() {
        var charged = clock.instant();
        admitted(1, 10, 1);
        assertEquals(List.of(7L, 7L), settled(-3, charged));
        assertEquals(List.of(39L, 39L), settled(32, charged));
        assertEquals(1, admitted(5, 1, 1));
        clock.pass(Duration.ofSeconds(10));
        assertEquals(List.of(0L, 38L), settled(-2, charged));
    }

    @Test
    void usageBeyondTheQuotaIsCarriedOverToTheNextInterval() {
        assertEquals(List.of(55L, 55L), settled(55, clock.instant()));
        var refused = quotas.charge(PRINCIPAL, windows, 30, Settlement.NONE, 1);
        assertEquals(20, refused.retryAfter(30));
        clock.pass(Duration.ofSeconds(10));
        assertEquals(25, admitted(50, 1, 1));
        assertEquals(List.of(80L, 200L), settled(500, clock.instant()));
    }
}
