package dev.quire.planted.edge;

import java.time.Instant;
import java.util.function.Supplier;

/// Takes the time from the machine.
final class WallClock {

    final Supplier<Instant> now = Instant::now;
}
