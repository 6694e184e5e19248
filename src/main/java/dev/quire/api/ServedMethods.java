package dev.quire.api;

import dev.quire.catalogue.Catalogue;
import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.Destination;
import dev.quire.catalogue.EditableCollection;
import dev.quire.editing.http.Editing;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Answers OPTIONS, and rejects methods that a path does not support. The framework cannot do this, because editable
/// and read-only collections share the same routes. The catalogue determines which methods a path supports.
@Singleton
final class ServedMethods {

    private static final String ACCEPT_PATCH = "Accept-Patch";
    private static final String PATCHES = Editing.MERGE_PATCH + ", " + MediaType.APPLICATION_JSON;
    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /// Looked up with each request: filters are created before settings can be read, and collections may need those.
    private final Instance<Catalogue> catalogue;

    ServedMethods(Instance<Catalogue> catalogue) {
        this.catalogue = catalogue;
    }

    /// @return the response to OPTIONS; empty if the request is to be handled by its route
    /// @throws NotFoundException if the path does not belong to a collection
    /// @throws NotAllowedException if the path does not support the method
    @ServerRequestFilter(preMatching = true)
    Optional<Response> answer(ContainerRequestContext request) {
        var path = request.getUriInfo().getPath();
        if (READING.contains(request.getMethod()) || !path.startsWith(Declaration.ROOT)) {
            return Optional.empty();
        }
        var methods = methods(catalogue.get().at(path).orElseThrow(NotFoundException::new));
        if (!methods.contains(request.getMethod())) {
            throw new NotAllowedException(Response.status(Response.Status.METHOD_NOT_ALLOWED)
                    .allow(methods)
                    .build());
        }
        return request.getMethod().equals(HttpMethod.OPTIONS) ? Optional.of(options(methods)) : Optional.empty();
    }

    private static Set<String> methods(Destination destination) {
        var methods = new TreeSet<>(List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS));
        if (destination.collection() instanceof EditableCollection) {
            methods.addAll(
                    switch (destination.kind()) {
                        case LIST -> List.of(HttpMethod.POST);
                        case EXPORT -> List.of();
                        case ITEM -> List.of(HttpMethod.PATCH, HttpMethod.PUT, HttpMethod.DELETE);
                    });
        }
        return methods;
    }

    private static Response options(Set<String> methods) {
        var answer = Response.noContent().header(HttpHeaders.ALLOW, String.join(", ", methods));
        return methods.contains(HttpMethod.PATCH)
                ? answer.header(ACCEPT_PATCH, PATCHES).build()
                : answer.build();
    }

    /// Adds the supported patch media types to the response to an unsupported one (RFC 5789, 2.2).
    @ServerResponseFilter
    void listPatches(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == Response.Status.UNSUPPORTED_MEDIA_TYPE.getStatusCode()
                && request.getMethod().equals(HttpMethod.PATCH)) {
            response.getHeaders().putSingle(ACCEPT_PATCH, PATCHES);
        }
    }
}
