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
        return Stream.generate(() -> quotas.charge(PRINCIPAL, windows, cost, replicas))
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
        var refused = quotas.charge(PRINCIPAL, windows, 1, 1);
        assertEquals("\"burst\";r=0;t=7, \"sustained\";r=60;t=57", refused.header());
        assertEquals(7, refused.retryAfter(1));
        assertEquals(57, refused.retryAfter(70));
    }
}
