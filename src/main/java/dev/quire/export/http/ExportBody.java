package dev.quire.export.http;

import dev.quire.export.Export;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/// An export as the body of an answer.
///
/// @param packed whether it goes out as gzip
/// @param trailers whether trailers follow it
record ExportBody(Export export, HttpServerRequest request, boolean packed, boolean trailers) {

    /// Sends it from this thread, past the framework, which could neither wait for the client nor add trailers.
    void send() {
        var response = request.response().setChunked(true);
        if (request.method().equals(HttpMethod.HEAD)) {
            export.close();
            response.end();
        } else {
            export.send(response, packed, trailers);
        }
    }
}
