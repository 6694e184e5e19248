package dev.quire.export.http;

import dev.quire.export.Export;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/// An export as the body of a response.
///
/// @param packed whether it is compressed with gzip
/// @param trailers whether trailers follow
record ExportBody(Export export, HttpServerRequest request, boolean packed, boolean trailers) {

    /// Sends it from this thread and without the framework, which supports neither backpressure nor trailers.
    void send() {
        var response = request.response().setChunked(true);
        if (request.method().equals(HttpMethod.HEAD)) {
            export.close();
            response.end();
        } else {
            export.send(request, packed, trailers);
        }
    }
}
