package dev.quire.ratelimit;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/// The policy of the moment, from the settings or from a file that may change while the service runs.
///
/// A file that cannot be read, or makes no policy, changes nothing and is told once; at start it is refused.
@Singleton
final class Policies {

    private static final Logger LOG = Logger.getLogger(Policies.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final RateLimitConfig config;
    private final AtomicLong looked = new AtomicLong(System.nanoTime());
    private volatile Loaded loaded;

    /// @param text what the policy was read from
    private record Loaded(Policy policy, String text) {}

    Policies(RateLimitConfig config) throws IOException {
        this.config = config;
        if (config.file().isPresent()) {
            var text = Files.readString(config.file().get());
            loaded = new Loaded(parse(text), text);
        } else {
            loaded = new Loaded(Policy.of(config), "");
        }
    }

    /// Never waits: whoever asks first after a while has the file looked at for those who ask later.
    Policy current() {
        var last = looked.get();
        var now = System.nanoTime();
        if (config.file().isPresent() && now - last > LOOK_AGAIN.toNanos() && looked.compareAndSet(last, now)) {
            Thread.ofVirtual()
                    .name("rate-limit-policy")
                    .start(() -> look(config.file().get()));
        }
        return loaded.policy();
    }

    /// Compares what stands in the file: it may have been read while it was written, all within one tick of its time.
    private void look(Path file) {
        var current = loaded;
        var text = "";
        try {
            text = Files.readString(file);
            if (!text.equals(current.text())) {
                loaded = new Loaded(parse(text), text);
                LOG.infof("The quotas are those of %s as it is now", file);
            }
        } catch (IOException | IllegalArgumentException e) {
            if (!text.equals(current.text())) {
                LOG.errorf("The quotas stay as they are: %s: %s", file, e.getMessage());
            }
            loaded = new Loaded(current.policy(), text);
        }
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
