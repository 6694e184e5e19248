package dev.quire.pagecache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.quire.availability.UnavailableException;
import dev.quire.bulkhead.Bulkhead;
import dev.quire.bulkhead.Workload;
import dev.quire.database.Cancellation;
import dev.quire.database.Requester;
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

/// Caches responses as long as their collections do not change: in this process first, then in Redis (see ADR 11).
///
/// A served response is never staler than `quire.generation.bound`, with one exception: while the database is
/// unavailable, the last known response is served and marked as [Source#UNCONFIRMED]. Thread-safe.
@Singleton
public final class PageCache {

    private static final Logger LOG = Logger.getLogger(PageCache.class);

    /// How long requests may join a load while the generation is unconfirmed.
    private static final Duration UNCONFIRMED_FLIGHT = Duration.ofMillis(500);

    /// The interval between two look-ups of a page that another replica loads; it doubles with every look-up.
    private static final Duration MIN_LOOK_INTERVAL = Duration.ofMillis(2);
    private static final Duration MAX_LOOK_INTERVAL = Duration.ofMillis(40);

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

    /// The entity tag, without quotes, of the current response. The response does not change as long as the tag does
    /// not. Empty if the generation is unknown or not confirmed. Does not load anything.
    public Optional<String> tag(PageKey key) {
        return config.enabled() && generations.confirmed()
                ? generations.of(key.collections()).map(key::tag)
                : Optional.empty();
    }

    /// Returns the cached response or loads it. Concurrent requests share one load, within this process and among
    /// replicas.
    ///
    /// @param requester waits for the response; a load for which nobody waits any longer is cancelled
    /// @param load loads the response; all requests of this process that wait for it get its exception
    /// @throws UnavailableException if the response is not cached and cannot be loaded
    public Served answer(PageKey key, Requester requester, Supplier<Answer> load) {
        var confirmed = config.enabled() && generations.confirm();
        var served = (config.enabled() ? generations.of(key.collections()) : Optional.<String>empty())
                .map(generation -> confirmed
                        ? answer(key, generation, requester, load)
                        : unconfirmed(key, generation, requester, load))
                .orElseGet(() -> Served.uncached(
                        Cancellation.whileWaiting(requester, () -> bulkhead.run(key.workload(), load))));
        meters.counter("quire.cache", "result", served.source().toString()).increment();
        return served;
    }

    private Served answer(PageKey key, String generation, Requester requester, Supplier<Answer> load) {
        var entry = near(key, generation);
        if (entry != null) {
            return served(key, entry, Source.NEAR, load);
        }
        var landed = flights.join(key.digest() + generation, requester, () -> find(key, generation, load, false));
        return landed.joined() ? landed.value().joined() : landed.value();
    }

    /// Serves a request while the generation is not confirmed. A cached response is preferred if the database is
    /// known to be unreachable; otherwise it is used only if loading fails.
    private Served unconfirmed(PageKey key, String generation, Requester requester, Supplier<Answer> load) {
        if (generations.unreachable()) {
            var entry = cached(key, generation);
            if (entry != null) {
                return served(key, entry, Source.UNCONFIRMED, load);
            }
        }
        try {
            // Joins only a recent load: an older one may have read data from before the latest writes.
            var flight = key.digest() + generation + " " + System.nanoTime() / UNCONFIRMED_FLIGHT.toNanos();
            return flights.join(flight, requester, () -> loaded(key, generation, load, false))
                    .value()
                    .untagged();
        } catch (UnavailableException e) {
            var entry = cached(key, generation);
            if (entry == null) {
                throw e;
            }
            return served(key, entry, Source.UNCONFIRMED, load);
        }
    }

    private @Nullable CacheEntry cached(PageKey key, String generation) {
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
        var entry = near(key, generation); // Another request may have loaded it since the first look-up.
        if (entry != null) {
            return served(key, entry, Source.NEAR, load);
        }
        var deadline = System.nanoTime() + config.lease().toNanos();
        var found =
                bulkhead.isFull(key.workload()) ? cachedOrRejected(key, generation) : claimWithRetry(key, generation);
        while (found instanceof PageStore.Leased && System.nanoTime() < deadline) {
            found = awaitLeaseHolder(key, generation, deadline);
        }
        return switch (found) {
            case PageStore.Kept(var shared) -> {
                near.put(key.digest(), shared);
                yield served(key, shared, Source.SHARED, load);
            }
            case PageStore.Free _ -> loadWithLease(key, generation, load, ahead);
            case PageStore.Leased _, PageStore.Away _ -> loaded(key, generation, load, ahead);
        };
    }

    private PageStore.Found claimWithRetry(PageKey key, String generation) {
        var found = store.claim(key, generation);
        return found instanceof PageStore.Away && !store.isAway()
                ? store.claim(key, generation) // The breaker is closed, so a delay in this process is the likely cause.
                : found;
    }

    /// While the bulkhead is full, the response can only come from Redis, or from another replica that is loading it.
    private PageStore.Found cachedOrRejected(PageKey key, String generation) {
        var found = store.look(key, generation);
        if (found instanceof PageStore.Free || found instanceof PageStore.Away) {
            throw bulkhead.refusal(key.workload());
        }
        return found;
    }

    /// Polls Redis until the replica that holds the lease has stored the entry. If it gave the lease up, tries to
    /// take it.
    private PageStore.Found awaitLeaseHolder(PageKey key, String generation, long deadline) {
        var pause = MIN_LOOK_INTERVAL;
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
                return found; // A single failed look-up does not justify a second load.
            }
            pause = pause.compareTo(MAX_LOOK_INTERVAL) < 0 ? pause.multipliedBy(2) : MAX_LOOK_INTERVAL;
        }
        return new PageStore.Away();
    }

    /// Loads while holding the lease. If the load fails, the lease is released, so that another replica may try.
    private Served loadWithLease(PageKey key, String generation, Supplier<Answer> load, boolean ahead) {
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

    /// Records that a page was served. If the reader goes from page to page, prefetches the next page in the
    /// background.
    ///
    /// @param page the address of the page
    /// @param next the address of the next page
    /// @param workload the class of work of the prefetch, which is skipped unless the class has spare permits
    /// @param fetch prefetches the next page by calling [#warm]
    public void walked(String page, String next, Workload workload, Runnable fetch) {
        if (config.enabled() && config.prefetch() && prefetch.walked(page, next) && bulkhead.isIdle(workload)) {
            prefetch.attempt(() -> inRequestContext(fetch));
        }
    }

    /// Loads a response into the cache before it is requested, unless it is cached. Does nothing while the generation
    /// is not confirmed.
    public void warm(PageKey key, Supplier<Answer> load) {
        if (generations.confirmed()) {
            generations
                    .of(key.collections())
                    .filter(generation -> near(key, generation) == null)
                    .ifPresent(generation -> flights.join(
                            key.digest() + generation, Requester.BACKGROUND, () -> find(key, generation, load, true)));
        }
    }

    private void removed(@Nullable String key, @Nullable CacheEntry entry, RemovalCause cause) {
        if (entry != null && entry.fetchedInVain()) {
            prefetch.wasted();
        }
    }

    private static void inBackground(Runnable work) {
        Thread.ofVirtual().name("page-refresh").start(() -> inRequestContext(work));
    }

    /// Runs background work in a request context of its own. A failure is only logged: the next request loads the
    /// page itself, and reports the error.
    private static void inRequestContext(Runnable work) {
        var context = Arc.container().requestContext();
        context.activate();
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.debug("Loading a page in the background failed", e);
        } finally {
            context.terminate();
        }
    }
}
