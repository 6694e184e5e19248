package dev.quire.edge;

import dev.quire.problem.RouterProblems;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;

/// Accepts or refuses new connections, as a handler of the listening socket. An accepted connection gets its own
/// [Watch]; one beyond the limits is closed immediately. Quarkus checks its own limit only after Vert.x has set up
/// the connection, so that each refused connection costs a complete setup.
///
/// A refused channel is closed by `Channel.unsafe()`, as Netty's `ServerBootstrap` does, because it is not
/// registered with an event loop yet, so that `Channel.close()` fails.
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
        if (message instanceof Channel connection && !accept(connection)) {
            meters.counter("quire.connections.refused").increment();
            connection.unsafe().closeForcibly();
        } else {
            context.fireChannelRead(message);
        }
    }

    private boolean accept(Channel connection) {
        // A connection that the client has already closed has no remote address.
        if (!(connection.remoteAddress() instanceof InetSocketAddress peer) || !census.enter(peer.getAddress())) {
            return false;
        }
        connection.closeFuture().addListener(_ -> census.leave(peer.getAddress()));
        connection.pipeline().addFirst(new Intake(new Watch(limits, problems, meters)));
        return true;
    }
}
