package dev.quire.ratelimit;

import dev.quire.principal.Principal;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.List;

/// Charges principals for their requests: against the shared quotas in Redis, or, if Redis does not respond, against
/// this replica's share of them. Thread-safe.
@Singleton
final class Quotas {

    private final SharedQuotas shared;
    private final LocalQuotas local;
    private final Replicas replicas;

    Quotas(SharedQuotas shared, LocalQuotas local, Replicas replicas) {
        this.shared = shared;
        this.local = local;
        this.replicas = replicas;
    }

    /// Charges a request. The future does not fail; it waits for at most one call to Redis, which has a short
    /// timeout.
    Future<Verdict> charge(Principal principal, List<Window> windows, long cost) {
        return shared.charge(principal, windows, cost)
                .onSuccess(verdict -> local.recordShared(principal, verdict, replicas.count()))
                .recover(_ -> Future.succeededFuture(local.charge(principal, windows, cost, replicas.count())));
    }

    /// Refunds a part of a charge, asynchronously. Refunds only charges made in Redis.
    ///
    /// @param part the units to refund
    void giveBack(Principal principal, Verdict verdict, long part) {
        if (verdict.shared()) {
            shared.giveBack(principal, verdict.windows(), part, verdict.now());
        }
    }
}
