package dev.quire.edge;

import dev.quire.problem.Problem;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// The last answer of a connection.
// A write or a close that fails ends the channel; nobody waits for one.
@SuppressWarnings("FutureReturnValueIgnored")
final class Refusal {

    /// How long what a client still sends is thrown away: a connection closed on unread bytes is reset, and with it the
    /// answer may be lost (RFC 9112, 9.6).
    private static final long LINGER_MILLIS = 2_000;

    private Refusal() {}

    /// Sends it past the codec, which may be in the midst of something, and closes.
    ///
    /// @param problem as JSON
    static void send(Channel channel, int status, String problem) {
        channel.pipeline()
                .firstContext()
                .writeAndFlush(Unpooled.wrappedBuffer(bytes(status, problem)))
                .addListener(_ -> close(channel));
    }

    /// Closes a connection on which everything was said.
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
        SecurityHeaders.ALWAYS.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Security-Policy: " + SecurityHeaders.NOTHING + "\r\n")
                .append("X-Request-Id: " + UUID.randomUUID() + "\r\n")
                .append("Content-Type: " + Problem.MEDIA_TYPE + "\r\n")
                .append("Cache-Control: no-store\r\nConnection: close\r\n")
                .append("Content-Length: " + body.length + "\r\n\r\n")
                .append(problem);
        return head.toString().getBytes(StandardCharsets.UTF_8);
    }
}
