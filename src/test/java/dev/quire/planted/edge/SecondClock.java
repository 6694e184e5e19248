package dev.quire.planted.edge;

import java.time.Clock;

/// Violates a rule: only the producer of the injected clock may create a clock.
final class SecondClock {

    Clock clock() {
        return Clock.systemUTC();
    }
}
