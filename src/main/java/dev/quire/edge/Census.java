package dev.quire.edge;

import dev.quire.principal.Principals;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Counts open connections in total and per customer, and enforces a limit on both. A connection that
/// [enter][#enter] refused is not counted and must not [leave][#leave]. Quarkus can limit only the total number.
final class Census {

    private final int max;
    private final int maxPerAddress;
    private final Predicate<InetAddress> unbounded;
    private final AtomicInteger all = new AtomicInteger();
    private final ConcurrentHashMap<String, Integer> byCustomer = new ConcurrentHashMap<>();

    /// @param unbounded matches the addresses of trusted proxies, which connect for many clients
    Census(int max, int maxPerAddress, Predicate<InetAddress> unbounded) {
        this.max = max;
        this.maxPerAddress = maxPerAddress;
        this.unbounded = unbounded;
    }

    /// Counts a new connection and returns true, or returns false if a limit is reached. After true, the caller must
    /// call [leave][#leave] exactly once. Only one thread may call this at a time; `leave` is thread-safe.
    boolean enter(InetAddress address) {
        if (all.get() >= max) {
            return false;
        }
        if (!unbounded.test(address)) {
            var customer = Principals.customer(address);
            if (byCustomer.getOrDefault(customer, 0) >= maxPerAddress) {
                return false;
            }
            byCustomer.merge(customer, 1, Integer::sum);
        }
        all.incrementAndGet();
        return true;
    }

    void leave(InetAddress address) {
        if (!unbounded.test(address)) {
            byCustomer.computeIfPresent(Principals.customer(address), (_, count) -> count == 1 ? null : count - 1);
        }
        all.decrementAndGet();
    }

    int size() {
        return all.get();
    }

    int customers() {
        return byCustomer.size();
    }
}
