package dev.quire.editing.http;

import dev.quire.editing.EditableCollection;
import dev.quire.pagination.PagedCollection;
import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Tells which methods a path serves: asked by OPTIONS, or as another one is refused. The framework knows them by class
/// only, which lists and items share.
@Singleton
final class ServedMethods {

    private static final String ACCEPT_PATCH = "Accept-Patch";
    private static final String PATCHES = Editing.MERGE_PATCH + ", " + MediaType.APPLICATION_JSON;
    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Map<Pattern, Set<String>> served = new LinkedHashMap<>();

    ServedMethods(@All List<InstanceHandle<PagedCollection>> collections) {
        for (var handle : collections) {
            var type = handle.getBean().getBeanClass();
            var path = type.getAnnotation(Path.class);
            if (path != null) {
                var list = path.value().replaceAll("\\{\\w+}", "[^/]+");
                var editable = EditableCollection.class.isAssignableFrom(type);
                served.put(Pattern.compile(list + "/?"), methods(editable, HttpMethod.POST));
                served.put(Pattern.compile(list + "/export/?"), methods(false));
                served.put(
                        Pattern.compile(list + "/[^/]+/?"),
                        methods(editable, HttpMethod.PATCH, HttpMethod.PUT, HttpMethod.DELETE));
            }
        }
    }

    private static Set<String> methods(boolean editable, String... writing) {
        var methods = new TreeSet<>(List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS));
        if (editable) {
            methods.addAll(List.of(writing));
        }
        return methods;
    }

    /// @throws NotAllowedException if the path does not serve the method
    @ServerRequestFilter(preMatching = true)
    Optional<Response> answer(ContainerRequestContext request) {
        if (READING.contains(request.getMethod())) {
            return Optional.empty();
        }
        var path = request.getUriInfo().getPath();
        var methods = served.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst();
        if (methods.isPresent() && !methods.get().contains(request.getMethod())) {
            throw new NotAllowedException(Response.status(Response.Status.METHOD_NOT_ALLOWED)
                    .allow(methods.get())
                    .build());
        }
        return request.getMethod().equals(HttpMethod.OPTIONS) ? methods.map(ServedMethods::options) : Optional.empty();
    }

    private static Response options(Set<String> methods) {
        var answer = Response.noContent().header(HttpHeaders.ALLOW, String.join(", ", methods));
        return methods.contains(HttpMethod.PATCH)
                ? answer.header(ACCEPT_PATCH, PATCHES).build()
                : answer.build();
    }

    /// Tells the forms of a patch to whoever sent another one (RFC 5789, 2.2).
    @ServerResponseFilter
    void tellForms(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == Response.Status.UNSUPPORTED_MEDIA_TYPE.getStatusCode()
                && request.getMethod().equals(HttpMethod.PATCH)) {
            response.getHeaders().putSingle(ACCEPT_PATCH, PATCHES);
        }
    }
}
