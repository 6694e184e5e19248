package dev.quire.listing;

import dev.quire.pagecache.Served;
import dev.quire.pagecache.Served.Source;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// Sets the headers of a list response that control caches between the service and the client.
final class CacheHeaders {

    private static final String STATUS = "Cache-Status";

    private CacheHeaders() {}

    /// Formats a strong entity tag: in quotes, without the prefix `W/`.
    static String etag(String tag) {
        return '"' + tag + '"';
    }

    /// The response 304, for a client that has the current page.
    static Response unchanged(String etag) {
        return common(Response.notModified(), etag)
                .header(STATUS, "quire; hit; detail=unchanged")
                .build();
    }

    static Response.ResponseBuilder add(Response.ResponseBuilder response, Served served) {
        if (served.source() == Source.UNCACHED) {
            return response.header(HttpHeaders.CACHE_CONTROL, "no-store").header(STATUS, status(served));
        }
        var cached = served.source() != Source.LOADED && served.source() != Source.JOINED;
        return common(response, served.tag() == null ? null : etag(served.tag()))
                .header("Age", cached ? Math.max(0, served.age().toSeconds()) : null)
                .header(STATUS, status(served));
    }

    /// Every cache may store the response, but must revalidate it before each use. Revalidation does not load the page
    /// again while its entity tag is current.
    private static Response.ResponseBuilder common(Response.ResponseBuilder response, @Nullable String etag) {
        return response.header(HttpHeaders.ETAG, etag == null ? null : "W/" + etag)
                .header(HttpHeaders.CACHE_CONTROL, "public, no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    /// The value of `Cache-Status` (RFC 9211): how the cache handled the request.
    private static String status(Served served) {
        return switch (served.source()) {
            case NEAR -> "quire; hit";
            case SHARED -> "quire; hit; detail=shared";
            case UNCONFIRMED -> "quire; hit; ttl=-1; detail=unconfirmed";
            case JOINED -> "quire; fwd=miss; collapsed";
            case LOADED -> "quire; fwd=miss; stored";
            case UNCACHED -> "quire; fwd=bypass";
        };
    }
}
