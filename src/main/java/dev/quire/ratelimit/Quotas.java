package dev.quire.ratelimit;

import dev.quire.principal.Principal;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// Charges principals for their requests: against the shared quotas in Redis, or, if Redis does not respond, against
/// this replica's share of them. Thread-safe.
///
/// A request is charged its estimated cost before it runs. The difference to its real cost is settled together with
/// the next charge of the principal, which takes no call of its own; a large difference, or one that no charge follows
/// soon, by an asynchronous call.
@Singleton
final class Quotas {

    /// A difference of this many units is settled immediately, because other replicas admit requests meanwhile.
    private static final long LARGE = 100;

    private final SharedQuotas shared;
    private final LocalQuotas local;
    private final Replicas replicas;
    private final Map<Principal, Settlement> pending = new ConcurrentHashMap<>();

    Quotas(SharedQuotas shared, LocalQuotas local, Replicas replicas) {
        this.shared = shared;
        this.local = local;
        this.replicas = replicas;
    }

    /// Charges a request. The future does not fail; it waits for at most one call to Redis, which has a short
    /// timeout.
    Future<Verdict> charge(Principal principal, List<Window> windows, long cost) {
        return charge(principal, windows, cost, takePending(principal));
    }

    private Future<Verdict> charge(Principal principal, List<Window> windows, long cost, Settlement settlement) {
        return shared.charge(principal, windows, cost, settlement)
                .onSuccess(verdict -> local.recordShared(principal, verdict, replicas.count()))
                .recover(_ ->
                        Future.succeededFuture(local.charge(principal, windows, cost, settlement, replicas.count())));
    }

    /// Takes the whole units; the fraction stays for the next time.
    private Settlement takePending(Principal principal) {
        var taken = new AtomicReference<>(Settlement.NONE);
        pending.computeIfPresent(principal, (_, settlement) -> {
            taken.setPlain(settlement);
            return settlement.fraction();
        });
        return taken.getPlain();
    }

    /// Replaces the charge of a completed request by its real cost.
    void settle(Principal principal, List<Window> windows, Settlement settlement) {
        var sum = pending.merge(principal, settlement, Settlement::plus);
        if (Math.abs(sum.units()) >= LARGE) {
            settlePending(principal, windows);
        }
    }

    /// Settles what no charge has settled yet, asynchronously.
    ///
    /// @param policy the current policy
    void settlePending(Policy policy) {
        for (var principal : pending.keySet()) {
            settlePending(principal, policy.windows(principal));
            pending.computeIfPresent(principal, (_, settlement) -> settlement.units() == 0 ? null : settlement);
        }
    }

    private void settlePending(Principal principal, List<Window> windows) {
        var settlement = takePending(principal);
        if (settlement.units() != 0) {
            var _ = charge(principal, windows, 0, settlement);
        }
    }
}
