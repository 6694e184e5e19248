package dev.quire.pagecache;

import dev.quire.FaultProxy;
import dev.quire.TestServers;
import dev.quire.bulkhead.Bulkhead;
import dev.quire.bulkhead.BulkheadConfig;
import dev.quire.cursor.Secrets;
import dev.quire.generation.Generations;
import dev.quire.redis.Breaker;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.Arc;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import redis.embedded.RedisServer;

/// A separate Redis server that the service reaches through a proxy. A test can make either of them fail in any way.
public final class FaultyRedis implements AutoCloseable {

    private static final String PORT = FaultyRedis.class.getName();

    /// `quarkus.redis.max-pool-size`.
    private static final int MAX_POOL_SIZE = 16;

    /// Short, because the outages of different tests follow one another and would count as repeated failures.
    private static final Duration LONGEST_TRIAL = Duration.ofSeconds(1);

    /// Configures the application to reach Redis at the port of the proxy. Each test starts its own proxy there.
    public static final class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            TestServers.settings(); // Starts the shared Redis first: it is not started if an address is configured.
            System.setProperty(PORT, Integer.toString(freePort()));
            return Map.of(
                    "quarkus.redis.hosts",
                    "redis://localhost:" + System.getProperty(PORT),
                    // The tests load the machine. Slowness that this causes must not count as a fault.
                    "quire.redis.longest-trial",
                    LONGEST_TRIAL.toString(),
                    "quire.cache.redis-timeout",
                    "300ms",
                    "quire.generation.bound",
                    "30s");
        }
    }

    private final int port = freePort();
    private final Path folder;
    private final FaultProxy proxy = new FaultProxy(Integer.getInteger(PORT), port);
    private final Redis direct;
    private RedisServer server;

    public FaultyRedis() {
        try {
            folder = Files.createTempDirectory("quire-redis");
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        direct = Redis.createClient(
                bean(Vertx.class),
                new RedisOptions()
                        .setConnectionString("redis://localhost:" + port)
                        .setMaxPoolSize(1)
                        .setMaxPoolWaiting(100));
    }

    public FaultProxy proxy() {
        return proxy;
    }

    public void start() throws IOException {
        server = start(port, folder);
    }

    /// @param folder receives the file with the process id, `redis.pid`
    static RedisServer start(int port, Path folder) throws IOException {
        var server = RedisServer.builder()
                .port(port)
                .setting("bind 127.0.0.1")
                .setting("save \"\"")
                .setting("dir \"" + folder + '"')
                .setting("pidfile \"" + folder.resolve("redis.pid") + '"')
                .build();
        server.start();
        return server;
    }

    int port() {
        return port;
    }

    /// Sends a signal to the process.
    ///
    /// @param name without the prefix `SIG`
    public void signal(String name) throws IOException, InterruptedException {
        var pid = Files.readString(folder.resolve("redis.pid")).strip();
        new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
    }

    /// Sends a command to the server directly, not through the proxy.
    public Response ask(Command command, Object... arguments) {
        var request = Request.cmd(command);
        for (var argument : arguments) {
            switch (argument) {
                case byte[] bytes -> request.arg(bytes);
                default -> request.arg(argument.toString());
            }
        }
        try {
            return direct.send(request)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(request.toString(), e);
        }
    }

    /// Waits until every connection of the application to Redis works. An earlier test may have broken them, and a
    /// broken connection fails the next request that uses it.
    void awaitConnections() throws InterruptedException {
        while (!allAnswer()
                || bean(MeterRegistry.class).get("quire.redis.away").gauge().value() > 0) {
            Thread.sleep(20);
        }
    }

    private static boolean allAnswer() {
        var answers = Stream.generate(() -> bean(Redis.class).send(Request.cmd(Command.PING)))
                .limit(MAX_POOL_SIZE)
                .toList();
        try {
            Future.join(answers).toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException | ExecutionException | TimeoutException _) {
            return false;
        }
    }

    /// Creates a cache like that of another process: it uses the same Redis, and its memory is empty.
    ///
    /// Its Redis timeout is long, because the tests load the machine.
    static PageCache newCache(MeterRegistry meters, Clock clock) {
        return newCache(meters, clock, new Bulkhead(bean(BulkheadConfig.class), meters));
    }

    static PageCache newCache(MeterRegistry meters, Clock clock, Bulkhead bulkhead) {
        var config = configWithLongTimeout();
        return new PageCache(
                bean(Generations.class),
                newStore(meters, clock),
                new TimesToLive(config, clock),
                bulkhead,
                config,
                meters,
                clock);
    }

    static PageStore newStore(MeterRegistry meters, Clock clock) {
        return new PageStore(
                bean(Redis.class),
                new Breaker(() -> LONGEST_TRIAL, meters),
                bean(Secrets.class),
                bean(EventLoops.class),
                configWithLongTimeout(),
                meters,
                clock);
    }

    private static CacheConfig configWithLongTimeout() {
        return new SmallRyeConfigBuilder()
                .withMapping(CacheConfig.class)
                .withDefaultValue(
                        "quire.cache.redis-timeout", Duration.ofSeconds(5).toString())
                .addDiscoveredConverters() // Converts memory sizes.
                .build()
                .getConfigMapping(CacheConfig.class);
    }

    private static <T> T bean(Class<T> type) {
        return Arc.container().select(type).get();
    }

    static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        direct.close();
        proxy.close();
        server.stop();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
