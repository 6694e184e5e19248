package dev.quire.ratelimit;

import dev.quire.reload.WatchedFile;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringReader;
import java.time.Clock;
import java.util.Properties;
import java.util.function.Supplier;

/// The current policy, from the settings or from a file that may change while the service runs.
///
/// A changed file that cannot be read, or that holds no valid policy, leaves the policy as it is and is logged once; at
/// start it ends the start.
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
