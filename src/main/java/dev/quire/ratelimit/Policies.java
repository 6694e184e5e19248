package dev.quire.ratelimit;

import dev.quire.reload.WatchedFile;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringReader;
import java.time.Clock;
import java.util.Properties;
import java.util.function.Supplier;

/// Provides the current rate limit policy, from the settings or from a file that is reloaded when it changes.
///
/// If a changed file is unreadable or invalid, the current policy stays in effect and the error is logged once. At
/// startup, such a file prevents the service from starting. Thread-safe.
@Singleton
final class Policies {

    private final Supplier<Policy> policy;

    Policies(RateLimitConfig config, Clock clock) throws IOException {
        var file = config.file();
        if (file.isPresent()) {
            policy = new WatchedFile<>(
                    file.get(), "Rate limit policy", Policies::parse, clock, WatchedFile.IN_BACKGROUND)::current;
        } else {
            var configured = Policy.of(config);
            policy = () -> configured;
        }
    }

    /// Never blocks.
    Policy current() {
        return policy.get();
    }

    private static Policy parse(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return Policy.of(properties);
    }
}
