package dev.quire.edge;

import io.netty.channel.Channel;

/// Detects clients that have stopped reading: watches the bytes that wait in the outbound buffer of a connection.
/// The idle timeout of Quarkus cannot do this, because it also counts the time in which a response is being
/// computed.
///
/// Reads `Channel.unsafe().outboundBuffer()`, as Netty's `IdleStateHandler` does: no other method gives the
/// progress of a write that the client has accepted in part.
final class Outflow {

    private long waiting;
    private int ticks;

    /// Returns for how many consecutive ticks the client has read nothing although bytes were pending. Must be
    /// called exactly once per tick, on the event loop of the channel.
    int stalled(Channel channel) {
        var buffer = channel.unsafe().outboundBuffer();
        if (buffer == null || buffer.isEmpty()) {
            ticks = 0;
            return 0;
        }
        long now = buffer.totalPendingWriteBytes() - buffer.currentProgress();
        ticks = now == waiting ? ticks + 1 : 0;
        waiting = now;
        return ticks;
    }
}
