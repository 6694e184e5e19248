package dev.quire.problem;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Refuses every method that changes something: all resources are read-only.
///
/// Before the path is matched, because the framework answers 404 where a nested path lacks only the method.
final class ReadOnly {

    static final String ALLOW = "GET, HEAD, OPTIONS";

    private static final List<String> METHODS = List.of(ALLOW.split(", ", -1));

    @ServerRequestFilter(preMatching = true)
    void refuse(ContainerRequestContext request) {
        if (!METHODS.contains(request.getMethod())) {
            throw new NotAllowedException(ALLOW);
        }
    }
}
