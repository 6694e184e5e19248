package dev.quire.ratelimit;

import dev.quire.edge.UnreadBody;
import dev.quire.principal.Principal;
import dev.quire.principal.Principals;
import dev.quire.problem.ProblemType;
import dev.quire.problem.RouterProblems;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Enforces rate limits on `/api/`: charges each request before it reaches a resource, adds the `RateLimit` headers,
/// and refuses requests beyond a quota with status 429.
@Singleton
final class RateLimit {

    /// After the gate, so that requests refused there are not charged.
    private static final int FOURTH = Integer.MIN_VALUE + 3;

    /// The cost of a request answered with 304 (Not Modified).
    private static final long UNCHANGED = 1;

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

    void register(@Observes Router router) {
        if (enabled) {
            replicas.start();
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
        var context = exchange.vertx().getOrCreateContext();
        quotas.charge(principal, policy.windows(principal), cost)
                .onSuccess(verdict -> context.runOnContext(_ -> apply(exchange, policy, principal, cost, verdict)));
    }

    /// Browsers send preflights themselves, in addition to the actual request, so preflights are not charged.
    private static boolean isPreflight(HttpServerRequest request) {
        return request.method().name().equals("OPTIONS")
                && request.headers().contains("Origin")
                && request.headers().contains("Access-Control-Request-Method");
    }

    private void apply(RoutingContext exchange, Policy policy, Principal principal, long cost, Verdict verdict) {
        var refused = !verdict.admitted() && !policy.shadow();
        count(principal, verdict, refused);
        if (!policy.shadow()) {
            exchange.response()
                    .putHeader("RateLimit-Policy", Policy.header(policy.windows(principal)))
                    .putHeader("RateLimit", verdict.header());
        }
        if (refused) {
            refuse(exchange, verdict.retryAfter(cost));
        } else {
            if (verdict.admitted() && cost > UNCHANGED && hasEntityTags(exchange.request())) {
                exchange.addEndHandler(_ -> refundIfNotModified(exchange, principal, cost, verdict));
            }
            exchange.next();
        }
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

    /// Whether the response can be 304 with an entity tag of the client; `*` names none.
    private static boolean hasEntityTags(HttpServerRequest request) {
        var tags = request.headers().getAll("If-None-Match");
        return !tags.isEmpty() && tags.stream().noneMatch(tag -> tag.strip().equals("*"));
    }

    private void refundIfNotModified(RoutingContext exchange, Principal principal, long cost, Verdict verdict) {
        if (exchange.response().getStatusCode() == 304) {
            quotas.giveBack(principal, verdict, cost - UNCHANGED);
        }
    }
}
