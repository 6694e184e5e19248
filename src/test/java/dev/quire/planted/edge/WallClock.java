package dev.quire.planted.edge;

import java.time.Instant;
import java.util.function.Supplier;

/// Violates a rule: the time must be read from the injected clock.
final class WallClock {

    final Supplier<Instant> now = Instant::now;
}
