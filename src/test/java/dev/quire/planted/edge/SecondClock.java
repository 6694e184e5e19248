package dev.quire.planted.edge;

import java.time.Clock;

/// Makes a clock besides the one that is injected.
final class SecondClock {

    Clock clock() {
        return Clock.systemUTC();
    }
}
