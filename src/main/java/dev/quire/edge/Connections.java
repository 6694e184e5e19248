package dev.quire.edge;

import dev.quire.principal.Principals;
import dev.quire.problem.RouterProblems;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jboss.logging.Logger;

/// Installs the connection limits and timeouts of [ConnectionConfig] on the public port, in front of the framework,
/// by adding a [Doorkeeper] to the pipeline of the listening socket.
///
/// Quarkus has no equivalent: `quarkus.http.limits.max-connections` does not limit connections per address, and
/// `quarkus.http.idle-timeout` is one value for all stages of a connection, so it cannot distinguish a request head
/// that never ends from a response that takes long.
///
/// Depends on the internal class [VertxInternal]: Vert.x has no public hook for the pipeline of the listening
/// socket, and only `VertxInternal` gives access to the event loops that accept connections, which list their
/// channels.
@Singleton
final class Connections {

    private static final Logger LOG = Logger.getLogger(Connections.class);
    private static final String DOORKEEPER = "doorkeeper";

    private final VertxInternal vertx;
    private final Limits limits;
    private final RouterProblems problems;
    private final MeterRegistry meters;
    private final Census census;

    Connections(
            Vertx vertx,
            ConnectionConfig config,
            Principals principals,
            RouterProblems problems,
            MeterRegistry meters) {
        this.vertx = (VertxInternal) vertx;
        this.limits = Limits.of(config);
        this.problems = problems;
        this.meters = meters;
        this.census = new Census(config.max(), config.maxPerAddress(), principals::isTrusted);
        Gauge.builder("quire.connections", census, Census::size)
                .description("Open client connections")
                .register(meters);
    }

    /// Runs just after the port opens. Connections accepted in the few milliseconds before are not limited.
    void guard(@ObservesAsync HttpServerStart start) {
        if (start.options().isHttp2ClearTextEnabled()) {
            LOG.error("Connection limits and timeouts are not active: they require quarkus.http.http2=false");
            return;
        }
        int port = start.options().getPort();
        vertx.getAcceptorEventLoopGroup()
                .forEach(loop -> loop.execute(() -> guard((SingleThreadEventLoop) loop, port)));
    }

    private void guard(SingleThreadEventLoop loop, int port) {
        loop.registeredChannelsIterator().forEachRemaining(channel -> {
            if (channel instanceof ServerChannel
                    && listensOn(channel, port)
                    && channel.pipeline().get(DOORKEEPER) == null) {
                channel.pipeline().addFirst(DOORKEEPER, new Doorkeeper(census, limits, problems, meters));
            }
        });
    }

    /// A configured port below 1 means any free port, so every port matches.
    private static boolean listensOn(Channel channel, int port) {
        return channel.localAddress() instanceof InetSocketAddress address && (port < 1 || address.getPort() == port);
    }

    /// The limits of one connection. Timeouts are in ticks, the intervals at which a [Watch] checks its connection.
    ///
    /// @param tick the length of a tick in milliseconds
    /// @param head the limit for receiving a request head, in ticks
    /// @param body the limit for receiving a request body, in ticks
    /// @param idle the limit between two requests, in ticks
    /// @param patience how long the client may read nothing of a pending response, in ticks
    /// @param headers the maximum number of header fields of a request
    /// @param pipelined the maximum number of unanswered requests
    record Limits(long tick, int head, int body, int idle, int patience, int headers, int pipelined) {

        private static final long TICK = 500;

        static Limits of(ConnectionConfig config) {
            return new Limits(
                    TICK,
                    ticks("head-timeout", config.headTimeout()),
                    ticks("body-timeout", config.bodyTimeout()),
                    ticks("idle-timeout", config.idleTimeout()),
                    ticks("patience", config.patience()),
                    config.maxHeaders(),
                    config.maxPipelined());
        }

        private static int ticks(String name, Duration time) {
            if (time.toMillis() < TICK || time.toHours() > 1) {
                throw new IllegalArgumentException(
                        "quire.connections." + name + " must be between 500ms and 1h, but is " + time);
            }
            return (int) (time.toMillis() / TICK);
        }
    }
}
