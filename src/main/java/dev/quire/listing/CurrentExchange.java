package dev.quire.listing;

import dev.quire.database.Requester;
import dev.quire.http.QueryString;
import dev.quire.pagination.InvalidValueException;
import dev.quire.principal.Principal;
import dev.quire.principal.Principals;
import dev.quire.problem.ProblemException;
import dev.quire.problem.ProblemType;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/// The request that the current thread is handling, and the principal that sent it.
@Singleton
public final class CurrentExchange {

    private final CurrentVertxRequest current;
    private final Principals principals;

    CurrentExchange(CurrentVertxRequest current, Principals principals) {
        this.current = current;
        this.principals = principals;
    }

    public RoutingContext context() {
        return current.getCurrent();
    }

    public HttpServerRequest request() {
        return context().request();
    }

    public Principal principal() {
        return principals.of(request());
    }

    /// The client of the request, which may disconnect before its response is complete.
    public Requester requester() {
        var context = context();
        return action -> {
            context.addEndHandler(_ -> action.run());
            if (context.response().closed()) { // before the handler was added
                action.run();
            }
        };
    }

    /// @throws ProblemException `invalid-parameter` if the query cannot be decoded
    public QueryString query() {
        try {
            return QueryString.parse(request().query());
        } catch (InvalidValueException e) {
            throw new ProblemException(ProblemType.INVALID_PARAMETER, "The query is malformed: " + e.getMessage());
        }
    }
}
