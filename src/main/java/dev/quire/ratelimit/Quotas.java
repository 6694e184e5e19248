package dev.quire.ratelimit;

import dev.quire.principal.Principal;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.List;

/// Charges principals for what they ask: in Redis, and in this replica's share where Redis does not answer.
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

    /// Never fails, and waits for Redis once, and not long.
    Future<Verdict> charge(Principal principal, List<Window> windows, long cost) {
        return shared.charge(principal, windows, cost)
                .onSuccess(verdict -> local.follow(principal, verdict, replicas.count()))
                .recover(_ -> Future.succeededFuture(local.charge(principal, windows, cost, replicas.count())));
    }

    /// Gives back what an answer did not cost, without anybody waiting for it.
    void giveBack(Principal principal, Verdict verdict, long part) {
        if (verdict.shared()) {
            shared.giveBack(principal, verdict.windows(), part, verdict.now());
        }
    }
}
