package dev.quire.edge;

import dev.quire.principal.Principals;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// Who is connected, in all and by customer. Who was not let in was never counted, and need not leave.
final class Census {

    private final int max;
    private final int maxPerAddress;
    private final Predicate<InetAddress> unbounded;
    private final AtomicInteger all = new AtomicInteger();
    private final ConcurrentHashMap<String, Integer> byCustomer = new ConcurrentHashMap<>();

    /// @param unbounded the addresses of those that speak for many
    Census(int max, int maxPerAddress, Predicate<InetAddress> unbounded) {
        this.max = max;
        this.maxPerAddress = maxPerAddress;
        this.unbounded = unbounded;
    }

    /// Whether there is room for one more; if so, it must [leave][#leave] once. For one thread at a time.
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
