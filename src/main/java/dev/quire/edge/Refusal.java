package dev.quire.edge;

import dev.quire.problem.Problem;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// Sends the final error response of a connection and closes the connection, and adds problem documents to error
/// responses that have no body. Vert.x answers a malformed request
/// with a status line only, and Quarkus does not let an application replace that response by a problem document.
// A failed write or close ends the channel; its future needs no handling.
@SuppressWarnings("FutureReturnValueIgnored")
final class Refusal {

    /// How long to discard further input before closing. Closing a socket with unread input resets the connection,
    /// and the client may then lose the response (RFC 9112, 9.6).
    private static final long LINGER_MILLIS = 2_000;

    private Refusal() {}

    /// Sends the response and closes the connection. Bypasses the codec, whose encoder may be in the middle of
    /// another message.
    ///
    /// @param problem the body, as JSON
    static void send(Channel channel, int status, String problem) {
        channel.pipeline()
                .firstContext()
                .writeAndFlush(Unpooled.wrappedBuffer(bytes(status, problem)))
                .addListener(_ -> close(channel));
    }

    /// Whether the response is an error without a body.
    static boolean isBare(FullHttpResponse response) {
        return response.status().code() >= 400
                && !response.content().isReadable()
                && !response.headers().contains(HttpHeaderNames.CONTENT_TYPE);
    }

    /// The bare response with the problem as its body. The response to a HEAD request gets only the headers.
    static FullHttpResponse explained(FullHttpResponse bare, String problem, boolean isHead) {
        var body = problem.getBytes(StandardCharsets.UTF_8);
        var headers = bare.headers();
        headers(body.length).forEach(headers::set);
        if (!headers.contains(RequestId.HEADER)) {
            headers.set(RequestId.HEADER, UUID.randomUUID().toString());
        }
        if (isHead) {
            return bare;
        }
        bare.release();
        return new DefaultFullHttpResponse(
                bare.protocolVersion(),
                bare.status(),
                Unpooled.wrappedBuffer(body),
                headers,
                EmptyHttpHeaders.INSTANCE);
    }

    private static Map<String, String> headers(int length) {
        var headers = new LinkedHashMap<>(SecurityHeaders.ALWAYS);
        headers.put("Content-Security-Policy", SecurityHeaders.DENY_ALL);
        headers.put("Content-Type", Problem.MEDIA_TYPE);
        headers.put("Cache-Control", "no-store");
        headers.put("Content-Length", Integer.toString(length));
        return headers;
    }

    /// Closes a connection after its last response: shuts down the output, then discards input before closing.
    static void close(Channel channel) {
        if (channel instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
        channel.config().setAutoRead(true);
        channel.eventLoop().schedule(() -> channel.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static byte[] bytes(int status, String problem) {
        var body = problem.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder("HTTP/1.1 " + HttpResponseStatus.valueOf(status) + "\r\n");
        headers(body.length)
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append(RequestId.HEADER + ": " + UUID.randomUUID() + "\r\n")
                .append("Connection: close\r\n\r\n")
                .append(problem);
        return head.toString().getBytes(StandardCharsets.UTF_8);
    }
}
