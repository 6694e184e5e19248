package dev.quire.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;

/// Creates problem responses for requests that are refused before they reach a resource. Thread-safe.
@Singleton
public final class RouterProblems {

    private static final Logger LOG = Logger.getLogger(RouterProblems.class);
    private static final List<Integer> STATUSES =
            List.of(400, 401, 403, 404, 405, 406, 408, 413, 414, 415, 416, 429, 431, 500, 501, 503, 505);

    private final ObjectMapper json;

    RouterProblems(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        STATUSES.forEach(status -> router.errorHandler(status, this::answer));
        // Before the failure handler of Quarkus, whose response has no body or is not a problem document.
        router.route().order(Integer.MAX_VALUE - 1).failureHandler(this::answerFailure);
    }

    void register(@Observes ManagementInterface management) {
        register(management.router());
    }

    /// Leaves a response that has begun to Quarkus, which closes the connection, so that the client notices.
    private void answerFailure(RoutingContext exchange) {
        if (exchange.response().headWritten()) {
            exchange.next();
        } else {
            answer(exchange);
        }
    }

    private void answer(RoutingContext exchange) {
        if (exchange.response().ended()) {
            return;
        }
        if (exchange.statusCode() >= 500) {
            LOG.errorf(exchange.failure(), "A request failed and was answered with status %d", exchange.statusCode());
        }
        answer(exchange, exchange.statusCode());
    }

    /// Ends the exchange with the problem for an HTTP status.
    public void answer(RoutingContext exchange, int status) {
        answer(exchange, Problem.of(status, path(exchange)));
    }

    /// Ends the exchange with a problem.
    ///
    /// @param detail what is wrong and how to correct it
    public void answer(RoutingContext exchange, ProblemType type, String detail) {
        answer(exchange, Problem.of(type, detail, path(exchange), List.of()));
    }

    private void answer(RoutingContext exchange, Problem problem) {
        exchange.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                .end(toJson(problem));
    }

    private static String path(RoutingContext exchange) {
        return Objects.requireNonNullElse(exchange.request().path(), "*");
    }

    /// Returns the problem for an HTTP status as JSON, for callers that write the response themselves.
    ///
    /// @param instance the path of the request; `*` if it could not be parsed
    public String problem(int status, String instance) {
        return toJson(Problem.of(status, instance));
    }

    private String toJson(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
