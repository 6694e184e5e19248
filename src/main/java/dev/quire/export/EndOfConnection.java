package dev.quire.export;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/// Lets a client of HTTP/1.0 tell a complete body from one that was cut off. HTTP/1.0 has no chunks, so a body of
/// unknown length ends with its connection, and a connection that is closed early looks complete.
///
/// Until the body is complete, the socket has a linger time of zero: whatever closes it, even the end of this process,
/// resets the connection. A reset is an error for clients and proxies.
final class EndOfConnection {

    private static final int RESET = 0;
    private static final int REGULAR = -1;

    private final Channel channel;

    EndOfConnection(HttpConnection connection) {
        this.channel = ((ConnectionBase) connection).channel();
        linger(RESET);
    }

    /// From now on, closing the connection ends the body.
    void complete() {
        linger(REGULAR);
    }

    /// Ends the body, even if the client asked to keep the connection open.
    void close() {
        var _ = channel.close();
    }

    private void linger(int seconds) {
        channel.config().setOption(ChannelOption.SO_LINGER, seconds);
    }
}
