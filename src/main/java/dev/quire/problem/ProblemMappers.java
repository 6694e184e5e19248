package dev.quire.problem;

import dev.quire.availability.AbsentException;
import dev.quire.availability.UnavailableException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Maps exceptions thrown by resources to problem responses.
@Singleton
final class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /// The value of `Retry-After` in seconds. A database restart takes about one second.
    private static final int RETRY_AFTER = 2;

    private final CurrentVertxRequest request;

    ProblemMappers(CurrentVertxRequest request) {
        this.request = request;
    }

    @ServerExceptionMapper
    Response problem(ProblemException exception) {
        return response(exception.problem(path()));
    }

    @ServerExceptionMapper
    Response absent(AbsentException exception) {
        return problem(new ProblemException(ProblemType.NOT_FOUND, String.valueOf(exception.getMessage())));
    }

    @ServerExceptionMapper
    Response unavailable(UnavailableException exception) {
        var type = switch (exception.reason()) {
            case AWAY -> ProblemType.UNAVAILABLE;
            case OVERLOADED -> ProblemType.OVERLOADED;
            case LATE -> ProblemType.TIMEOUT;
        };
        return problem(new ProblemException(type, type.detail()));
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException exception) {
        var status = exception.getResponse().getStatus();
        if (status >= 500) {
            LOG.errorf(exception, "A request failed and was answered with status %d", status);
        }
        var response = response(Problem.of(status, path()));
        var allowed = exception.getResponse().getAllowedMethods();
        return allowed.isEmpty()
                ? response
                : Response.fromResponse(response)
                        .header(HttpHeaders.ALLOW, String.join(", ", new TreeSet<>(allowed)))
                        .build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable failure) {
        LOG.error("A request failed and was answered with status 500", failure);
        return response(Problem.of(500, path()));
    }

    private static Response response(Problem problem) {
        var answer = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(problem);
        return problem.status() == 503
                ? answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER).build()
                : answer.build();
    }

    private String path() {
        return Objects.requireNonNullElse(request.getCurrent().request().path(), "*");
    }
}
