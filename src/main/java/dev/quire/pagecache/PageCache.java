package dev.quire.pagecache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.quire.availability.UnavailableException;
import dev.quire.bulkhead.Bulkhead;
import dev.quire.bulkhead.Workload;
import dev.quire.generation.Generations;
import dev.quire.pagecache.Served.Source;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Arc;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Answers that are kept for as long as their collections stay as they were: in this process, then in Redis.
///
/// An answer that is served was current within the bound of [Generations], whatever fails; only while the database
/// cannot be asked at all, what was current last is served, and says so. Safe for use by many threads.
@Singleton
public final class PageCache {

    private static final Logger LOG = Logger.getLogger(PageCache.class);

    private static final Duration UNCONFIRMED_FLIGHT = Duration.ofMillis(500);

    private static final Duration FIRST_LOOK = Duration.ofMillis(2);
    private static final Duration LATER_LOOK = Duration.ofMillis(40);

    private final Generations generations;
    private final PageStore store;
    private final TimesToLive times;
    private final Bulkhead bulkhead;
    private final CacheConfig config;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Prefetch prefetch;
    private final Flights<Served> flights = new Flights<>();
    private final Cache<String, CacheEntry> near;

    PageCache(
            Generations generations,
            PageStore store,
            TimesToLive times,
            Bulkhead bulkhead,
            CacheConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.generations = generations;
        this.store = store;
        this.times = times;
        this.bulkhead = bulkhead;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
        this.prefetch = new Prefetch(meters);
        this.near = Caffeine.newBuilder()
                .maximumWeight(config.memory().asLongValue())
                .weigher((String _, CacheEntry entry) -> entry.weight())
                .scheduler(Scheduler.systemScheduler())
                .expireAfterAccess(config.hardTimeToLive())
                .removalListener(this::removed)
                .build();
        meters.gauge("quire.cache.entries", near, Cache::estimatedSize);
    }

    /// Names the state of the answer: as long as the name stays, so does the answer. Empty if that is not known, or not
    /// confirmed just now.
    public Optional<String> tag(PageKey key) {
        return config.enabled() && generations.confirmed()
                ? generations.of(key.collections()).map(key::tag)
                : Optional.empty();
    }

    /// The answer, kept or loaded: by one request of this process, and by one process, however many ask.
    ///
    /// @param load what it throws goes to all who wait for it
    /// @throws UnavailableException if it is not kept and cannot be loaded
    public Served answer(PageKey key, Supplier<Answer> load) {
        var confirmed = config.enabled() && generations.confirm();
        var served = (config.enabled() ? generations.of(key.collections()) : Optional.<String>empty())
                .map(generation -> confirmed ? answer(key, generation, load) : unconfirmed(key, generation, load))
                .orElseGet(() -> Served.uncached(bulkhead.run(key.workload(), load)));
        meters.counter("quire.cache", "result", served.source().toString()).increment();
        return served;
    }

    private Served answer(PageKey key, String generation, Supplier<Answer> load) {
        var entry = near(key, generation);
        if (entry != null) {
            return served(key, entry, Source.NEAR, load);
        }
        var landed = flights.join(key.digest() + generation, () -> find(key, generation, load, false));
        return landed.joined() ? landed.value().joined() : landed.value();
    }

    /// While nothing confirms what is kept, it is a last resort; where nothing can, the first.
    private Served unconfirmed(PageKey key, String generation, Supplier<Answer> load) {
        if (generations.unreachable()) {
            var entry = kept(key, generation);
            if (entry != null) {
                return served(key, entry, Source.UNCONFIRMED, load);
            }
        }
        try {
            // Nobody waits long for what was begun before: it may be older than what others have written.
            var flight = key.digest() + generation + " " + System.nanoTime() / UNCONFIRMED_FLIGHT.toNanos();
            return flights.join(flight, () -> loaded(key, generation, load, false))
                    .value()
                    .untagged();
        } catch (UnavailableException e) {
            var entry = kept(key, generation);
            if (entry == null) {
                throw e;
            }
            return served(key, entry, Source.UNCONFIRMED, load);
        }
    }

    private @Nullable CacheEntry kept(PageKey key, String generation) {
        var entry = near(key, generation);
        if (entry == null && store.look(key, generation) instanceof PageStore.Kept(var shared)) {
            near.put(key.digest(), shared);
            return shared;
        }
        return entry;
    }

    private @Nullable CacheEntry near(PageKey key, String generation) {
        var entry = near.getIfPresent(key.digest());
        return entry != null && entry.generation.equals(generation) && entry.end.isAfter(clock.instant())
                ? entry
                : null;
    }

    private Served find(PageKey key, String generation, Supplier<Answer> load, boolean ahead) {
        var entry = near(key, generation); // Another one may have loaded it since this one looked.
        if (entry != null) {
            return served(key, entry, Source.NEAR, load);
        }
        var deadline = System.nanoTime() + config.lease().toNanos();
        var found = bulkhead.isFull(key.workload()) ? keptOrRefused(key, generation) : claimed(key, generation);
        while (found instanceof PageStore.Leased && System.nanoTime() < deadline) {
            found = awaited(key, generation, deadline);
        }
        return switch (found) {
            case PageStore.Kept(var shared) -> {
                near.put(key.digest(), shared);
                yield served(key, shared, Source.SHARED, load);
            }
            case PageStore.Free _ -> leased(key, generation, load, ahead);
            case PageStore.Leased _, PageStore.Away _ -> loaded(key, generation, load, ahead);
        };
    }

    private PageStore.Found claimed(PageKey key, String generation) {
        var found = store.claim(key, generation);
        return found instanceof PageStore.Away && !store.isAway()
                ? store.claim(key, generation) // A pause of ours, more likely than one of Redis.
                : found;
    }

    /// Without room to load it, there is only what others have kept, or are about to.
    private PageStore.Found keptOrRefused(PageKey key, String generation) {
        var found = store.look(key, generation);
        if (found instanceof PageStore.Free || found instanceof PageStore.Away) {
            throw bulkhead.refusal(key.workload());
        }
        return found;
    }

    /// Looks until whoever makes the entry has made it; if that one gave up, it is for the next one to make.
    private PageStore.Found awaited(PageKey key, String generation, long deadline) {
        var pause = FIRST_LOOK;
        while (System.nanoTime() < deadline) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new PageStore.Away();
            }
            var found = store.look(key, generation);
            if (found instanceof PageStore.Free) {
                return store.claim(key, generation);
            }
            if (found instanceof PageStore.Kept || store.isAway()) {
                return found; // A single look that came to nothing is no reason to load the same twice.
            }
            pause = pause.compareTo(LATER_LOOK) < 0 ? pause.multipliedBy(2) : LATER_LOOK;
        }
        return new PageStore.Away();
    }

    /// Loads for all processes; if it cannot, another one may try.
    private Served leased(PageKey key, String generation, Supplier<Answer> load, boolean ahead) {
        var renewal = Thread.ofVirtual().name("page-lease").start(() -> store.renewLease(key, generation));
        try {
            return loaded(key, generation, load, ahead);
        } catch (RuntimeException | Error e) {
            store.free(key, generation);
            throw e;
        } finally {
            renewal.interrupt();
        }
    }

    private Served loaded(PageKey key, String generation, Supplier<Answer> load, boolean ahead) {
        var answer = bulkhead.run(key.workload(), load);
        var entry = times.entry(key, generation, answer, ahead);
        near.put(key.digest(), entry);
        store.keep(key, entry);
        return new Served(answer, Source.LOADED, Duration.ZERO, key.tag(generation), null);
    }

    private Served served(PageKey key, CacheEntry entry, Source source, Supplier<Answer> load) {
        if (entry.firstUse()) {
            prefetch.used();
        }
        var now = clock.instant();
        if (source != Source.UNCONFIRMED
                && entry.softEnd.isBefore(now)
                && bulkhead.isIdle(key.workload())
                && entry.firstRefresh()) {
            inBackground(() -> loaded(key, entry.generation, load, false));
        }
        var age = Duration.between(entry.made, now);
        var served = new Served(entry.answer, source, age, key.tag(entry.generation), entry);
        return source == Source.UNCONFIRMED ? served.untagged() : served;
    }

    /// Notes that a page was served, and fetches the one after it if the reader walks.
    ///
    /// @param page the address of the page
    /// @param next that of the one after it
    /// @param workload the class of work that fetching is; the first to be left out while there is much of it
    /// @param fetch calls [#warm]
    public void walked(String page, String next, Workload workload, Runnable fetch) {
        if (config.enabled() && config.prefetch() && prefetch.walked(page, next) && bulkhead.isIdle(workload)) {
            prefetch.attempt(() -> inContext(fetch));
        }
    }

    /// Loads an answer that nobody asked for yet, unless it is there.
    public void warm(PageKey key, Supplier<Answer> load) {
        if (generations.confirmed()) {
            generations
                    .of(key.collections())
                    .filter(generation -> near(key, generation) == null)
                    .ifPresent(generation ->
                            flights.join(key.digest() + generation, () -> find(key, generation, load, true)));
        }
    }

    private void removed(@Nullable String key, @Nullable CacheEntry entry, RemovalCause cause) {
        if (entry != null && entry.fetchedInVain()) {
            prefetch.wasted();
        }
    }

    private static void inBackground(Runnable work) {
        Thread.ofVirtual().name("page-refresh").start(() -> inContext(work));
    }

    /// As a request of its own, whose failure is nobody's: who asks next loads it and is told.
    private static void inContext(Runnable work) {
        var context = Arc.container().requestContext();
        context.activate();
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.debug("A page was not loaded in the background", e);
        } finally {
            context.terminate();
        }
    }
}
