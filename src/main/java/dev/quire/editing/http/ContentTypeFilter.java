package dev.quire.editing.http;

import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Rejects a write whose `Content-Type` is malformed with 415, before the framework parses the header. The framework
/// would respond 400 without saying why.
@Singleton
final class ContentTypeFilter {

    private static final Set<String> WRITING = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+/[!#$%&'*+.^_`|~0-9A-Za-z-]+\\s*(;.*)?");

    /// @throws NotSupportedException if the type is malformed
    @ServerRequestFilter(preMatching = true)
    void refuse(ContainerRequestContext request) {
        var type = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (type != null
                && WRITING.contains(request.getMethod())
                && !MEDIA_TYPE.matcher(type.strip()).matches()) {
            throw new NotSupportedException();
        }
    }
}
