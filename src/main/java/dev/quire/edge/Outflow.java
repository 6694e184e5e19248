package dev.quire.edge;

import io.netty.channel.Channel;

/// What of the answers on a connection waits for the client to take it.
final class Outflow {

    private long waiting;
    private int ticks;

    /// How many ticks in a row, this one included, the client has taken nothing of what there is. Once in each tick.
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
