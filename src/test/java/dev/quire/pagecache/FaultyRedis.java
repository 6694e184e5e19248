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
import redis.embedded.RedisServer;

/// A Redis of its own that the service reaches through a proxy, so that a test may do anything to either.
public final class FaultyRedis implements AutoCloseable {

    private static final String PORT = FaultyRedis.class.getName();

    /// An application whose Redis is whatever listens where a test has put its proxy.
    public static final class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            TestServers.settings(); // Or the suite's Redis would not be started, as one is named already.
            System.setProperty(PORT, Integer.toString(freePort()));
            return Map.of(
                    "quarkus.redis.hosts",
                    "redis://localhost:" + System.getProperty(PORT),
                    // The tests put load on the machine; what is slow by that is no fault.
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

    /// @param folder where it keeps the file of its process number, `redis.pid`
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

    /// @param name of the signal that the process gets
    public void signal(String name) throws IOException, InterruptedException {
        var pid = Files.readString(folder.resolve("redis.pid")).strip();
        new ProcessBuilder("kill", "-" + name, pid).start().waitFor();
    }

    /// Asks the server itself, past the proxy.
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

    /// A cache as another process would have it: the same Redis, nothing in memory yet.
    ///
    /// It is patient with Redis, as the tests put load on the machine.
    static PageCache another(MeterRegistry meters, Clock clock) {
        return another(meters, clock, new Bulkhead(bean(BulkheadConfig.class), meters));
    }

    static PageCache another(MeterRegistry meters, Clock clock, Bulkhead bulkhead) {
        var config = patient();
        return new PageCache(
                bean(Generations.class),
                anotherStore(meters, clock),
                new TimesToLive(config, clock),
                bulkhead,
                config,
                meters,
                clock);
    }

    static PageStore anotherStore(MeterRegistry meters, Clock clock) {
        return new PageStore(
                bean(Redis.class),
                new Breaker(meters),
                bean(Secrets.class),
                bean(EventLoops.class),
                patient(),
                meters,
                clock);
    }

    private static CacheConfig patient() {
        return new SmallRyeConfigBuilder()
                .withMapping(CacheConfig.class)
                .withDefaultValue(
                        "quire.cache.redis-timeout", Duration.ofSeconds(5).toString())
                .addDiscoveredConverters() // Of sizes in memory.
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
