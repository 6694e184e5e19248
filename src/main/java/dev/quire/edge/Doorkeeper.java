package dev.quire.edge;

import dev.quire.problem.RouterProblems;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;

/// Stands at the socket that listens and lets connections in, each with a watch of its own, as long as there is room.
/// One for whom there is none is closed before anything is spent on it.
final class Doorkeeper extends ChannelInboundHandlerAdapter {

    private final Census census;
    private final Connections.Limits limits;
    private final RouterProblems problems;
    private final MeterRegistry meters;

    Doorkeeper(Census census, Connections.Limits limits, RouterProblems problems, MeterRegistry meters) {
        this.census = census;
        this.limits = limits;
        this.problems = problems;
        this.meters = meters;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof Channel connection && !letIn(connection)) {
            meters.counter("quire.connections.refused").increment();
            connection.unsafe().closeForcibly();
        } else {
            context.fireChannelRead(message);
        }
    }

    private boolean letIn(Channel connection) {
        // A client that is gone already has no address.
        if (!(connection.remoteAddress() instanceof InetSocketAddress peer) || !census.enter(peer.getAddress())) {
            return false;
        }
        connection.closeFuture().addListener(_ -> census.leave(peer.getAddress()));
        connection.pipeline().addFirst(new Intake(new Watch(limits, problems, meters)));
        return true;
    }
}
