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

/// Guards the public port: how many connections it has, and what each may do before and beside its requests. It stands
/// in front of the framework, at the socket that listens, as no setting of the framework tells a head that never ends
/// from an answer that takes its time.
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
                .description("Connections of clients")
                .register(meters);
    }

    /// In the moment between, the port is open and unguarded.
    void guard(@ObservesAsync HttpServerStart start) {
        if (start.options().isHttp2ClearTextEnabled()) {
            LOG.error("The port is not guarded: quarkus.http.http2 has to be false");
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

    /// Where any free port was asked for, the framework has a number below 1 for it.
    private static boolean listensOn(Channel channel, int port) {
        return channel.localAddress() instanceof InetSocketAddress address && (port < 1 || address.getPort() == port);
    }

    /// What a connection may take, in ticks of its watch.
    ///
    /// @param tick in milliseconds
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
                        "quire.connections." + name + " may be from 500ms to 1h, not " + time);
            }
            return (int) (time.toMillis() / TICK);
        }
    }
}
