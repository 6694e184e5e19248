package dev.quire.ratelimit;

import dev.quire.edge.UnreadBody;
import dev.quire.principal.Principal;
import dev.quire.principal.Principals;
import dev.quire.problem.ProblemType;
import dev.quire.problem.RouterProblems;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;

/// Enforces rate limits on `/api/`: charges each request its estimated cost before it reaches a resource, adds the
/// `RateLimit` headers, and refuses requests beyond a quota with status 429. When the response has ended, the charge is
/// replaced by the time that the request took.
@Singleton
final class RateLimit {

    /// After the gate, so that requests refused there are not charged.
    private static final int FOURTH = Integer.MIN_VALUE + 3;

    private static final int UNAVAILABLE = 503;

    /// How often the remaining settlements are sent.
    private static final long SETTLE_MILLIS = 250;

    private final Principals principals;
    private final Policies policies;
    private final Quotas quotas;
    private final Replicas replicas;
    private final RouterProblems problems;
    private final MeterRegistry meters;
    private final boolean enabled;

    RateLimit(
            Principals principals,
            Policies policies,
            Quotas quotas,
            Replicas replicas,
            RouterProblems problems,
            MeterRegistry meters,
            RateLimitConfig config) {
        this.principals = principals;
        this.policies = policies;
        this.quotas = quotas;
        this.replicas = replicas;
        this.problems = problems;
        this.meters = meters;
        this.enabled = config.enabled();
    }

    void register(@Observes Router router, Vertx vertx) {
        if (enabled) {
            replicas.start();
            vertx.setPeriodic(SETTLE_MILLIS, _ -> quotas.settlePending(policies.current()));
            router.route("/api/*").order(FOURTH).handler(this::pass);
        }
    }

    private void pass(RoutingContext exchange) {
        var policy = policies.current();
        var request = exchange.request();
        var allowed = principals.address(request).map(policy::allows).orElse(true);
        if (allowed || isPreflight(request)) {
            exchange.next();
            return;
        }
        var principal = principals.of(request);
        var cost = Cost.of(request.method().name(), exchange.normalizedPath(), request.query());
        var begun = System.nanoTime();
        var context = exchange.vertx().getOrCreateContext();
        quotas.charge(principal, policy.windows(principal), cost)
                .onSuccess(verdict -> context.runOnContext(_ -> {
                    if (apply(exchange, policy, principal, cost, verdict)) {
                        settleAtEnd(exchange, principal, policy.windows(principal), cost, verdict, begun);
                        exchange.next();
                    }
                }));
    }

    /// Browsers send preflights themselves, in addition to the actual request, so preflights are not charged.
    private static boolean isPreflight(HttpServerRequest request) {
        return request.method().name().equals("OPTIONS")
                && request.headers().contains("Origin")
                && request.headers().contains("Access-Control-Request-Method");
    }

    /// @return whether the request is served
    private boolean apply(RoutingContext exchange, Policy policy, Principal principal, long cost, Verdict verdict) {
        var refused = !verdict.admitted() && !policy.shadow();
        count(principal, verdict, refused);
        if (!policy.shadow()) {
            exchange.response()
                    .putHeader("RateLimit-Policy", Policy.header(policy.windows(principal)))
                    .putHeader("RateLimit", verdict.header());
        }
        if (refused) {
            refuse(exchange, verdict.retryAfter(cost));
        }
        return !refused;
    }

    private void settleAtEnd(
            RoutingContext exchange,
            Principal principal,
            List<Window> windows,
            long cost,
            Verdict verdict,
            long begun) {
        var charged = verdict.charged(cost) * Settlement.UNIT;
        exchange.addEndHandler(ended -> {
            var time = Math.min(System.nanoTime() - begun, Cost.MAX * Settlement.UNIT);
            var real = ended.failed()
                    ? Math.max(time, charged) // The client has left, but a shared load may go on.
                    : exchange.response().getStatusCode() == UNAVAILABLE
                            ? Math.min(time, Cost.BASE * Settlement.UNIT) // Nothing was done for the client.
                            : time;
            quotas.settle(principal, windows, new Settlement(real - charged, verdict.now()));
        });
    }

    private void count(Principal principal, Verdict verdict, boolean refused) {
        var outcome = verdict.admitted() ? "admitted" : refused ? "refused" : "shadow";
        meters.counter(
                        "quire.quota",
                        "policy",
                        Policy.word(principal.kind()),
                        "outcome",
                        outcome,
                        "by",
                        verdict.shared() ? "all" : "replica")
                .increment();
    }

    private void refuse(RoutingContext exchange, long seconds) {
        var headers = exchange.request().headers();
        if (headers.contains("Transfer-Encoding")
                || (headers.contains("Content-Length") && !headers.contains("Content-Length", "0", false))) {
            UnreadBody.leave(exchange);
        }
        exchange.response().putHeader("Retry-After", Long.toString(seconds));
        problems.answer(exchange, ProblemType.QUOTA_EXCEEDED, ProblemType.QUOTA_EXCEEDED.detail());
    }
}
