package dev.quire.listing;

import dev.quire.pagecache.Served;
import dev.quire.pagecache.Served.Source;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// What caches between here and the client are told of a list.
final class CacheHeaders {

    private static final String STATUS = "Cache-Status";

    private CacheHeaders() {}

    /// In quotes, without the sign of weakness.
    static String etag(String tag) {
        return '"' + tag + '"';
    }

    /// For an answer that the client has already.
    static Response unchanged(String etag) {
        return common(Response.notModified(), etag)
                .header(STATUS, "quire; hit; detail=unchanged")
                .build();
    }

    static Response.ResponseBuilder add(Response.ResponseBuilder response, Served served) {
        if (served.source() == Source.UNCACHED) {
            return response.header(HttpHeaders.CACHE_CONTROL, "no-store").header(STATUS, status(served));
        }
        var kept = served.source() != Source.LOADED && served.source() != Source.JOINED;
        return common(response, served.tag() == null ? null : etag(served.tag()))
                .header("Age", kept ? Math.max(0, served.age().toSeconds()) : null)
                .header(STATUS, status(served));
    }

    /// Everybody may keep it, but has to ask each time whether it still holds: that costs no query.
    private static Response.ResponseBuilder common(Response.ResponseBuilder response, @Nullable String etag) {
        return response.header(HttpHeaders.ETAG, etag == null ? null : "W/" + etag)
                .header(HttpHeaders.CACHE_CONTROL, "public, no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    /// How the answer was come by (RFC 9211).
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
