package dev.quire.pagecache;

import dev.quire.http.Address;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A response and its source. Thread-safe.
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

    /// The source of a response.
    public enum Source {
        /// Cached in this process.
        NEAR,
        /// Cached in Redis.
        SHARED,
        /// Loaded by an earlier request that was still running.
        JOINED,
        /// Loaded by this request.
        LOADED,
        /// Cached, and possibly stale: the database is unavailable and cannot confirm it.
        UNCONFIRMED,
        /// Loaded and not cached: the cache is disabled, or changes of the collections are not tracked.
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

    /// This response without a tag, for use while its generation is not confirmed.
    Served untagged() {
        return new Served(answer, source, age, null, entry);
    }

    public Answer answer() {
        return answer;
    }

    public Source source() {
        return source;
    }

    /// The time since the response was loaded.
    public Duration age() {
        return age;
    }

    /// The entity tag, without quotes, for the generation at which the load began; null if that is unknown or
    /// unconfirmed.
    public @Nullable String tag() {
        return tag;
    }

    /// The ending of the response for an address.
    ///
    /// @param make makes it, unless the ending for this address is known from an earlier request
    public Ending ending(Address address, Supplier<Ending> make) {
        return entry == null ? make.get() : entry.ending(address, make);
    }

    public byte[] body(Ending ending) {
        return ending.complete(answer);
    }

    /// The gzipped body; null if the response is not from the cache, or too small to benefit.
    public byte @Nullable [] packed(Ending ending) {
        var start = entry == null ? null : entry.packed();
        return start == null ? null : ending.complete(answer, start);
    }
}
