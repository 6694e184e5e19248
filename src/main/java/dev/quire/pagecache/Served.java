package dev.quire.pagecache;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An answer and how it was come by.
public final class Served {

    private final Answer answer;
    private final Source source;
    private final Duration age;
    private final @Nullable String tag;
    private final @Nullable CacheEntry entry;

    Served(Answer answer, Source source, Duration age, @Nullable String tag, @Nullable CacheEntry entry) {
        this.answer = answer;
        this.source = source;
        this.age = age;
        this.tag = tag;
        this.entry = entry;
    }

    /// Where an answer came from.
    public enum Source {
        /// Kept in this process.
        NEAR,
        /// Kept in Redis.
        SHARED,
        /// Loaded for another request that came a little earlier.
        JOINED,
        /// Loaded for this request.
        LOADED,
        /// Kept, while the database cannot be asked whether it still holds.
        UNCONFIRMED,
        /// Loaded, and not kept, as nothing would tell when it is out of date.
        UNCACHED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Served uncached(Answer answer) {
        return new Served(answer, Source.UNCACHED, Duration.ZERO, null, null);
    }

    Served joined() {
        return new Served(answer, source == Source.LOADED ? Source.JOINED : source, age, tag, entry);
    }

    /// The same where nothing confirms its state.
    Served untagged() {
        return new Served(answer, source, age, null, entry);
    }

    public Answer answer() {
        return answer;
    }

    public Source source() {
        return source;
    }

    /// How long ago it was made.
    public Duration age() {
        return age;
    }

    /// The name of the state that the answer was made at, or of an earlier one; null if none is known.
    public @Nullable String tag() {
        return tag;
    }

    /// The body in gzip, if it is kept and gains by it.
    public byte @Nullable [] packed() {
        return entry == null ? null : entry.packed();
    }
}
