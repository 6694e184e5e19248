import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Counts how many requests are served beyond the quota of four processes, with and without Redis, and measures the
/// memory that a million clients take in Redis, and the latency of the limit, as a ratio to the bare server in the same
/// run.
///
///     java src/bench/RateLimit.java [windows] [command of a Redis server]
///
/// Starts processes of `target/quarkus-app` and its own Redis. Their other settings, such as those of the database and
/// the cursor key, are taken from the environment.
public final class RateLimit {

    private static final int PROCESSES = 4;

    /// In milliseconds of service time.
    private static final int QUOTA = 200;
    private static final int CLIENTS = 8;

    /// The pause between the requests of a client. Together the clients request about three times the quota.
    private static final int PAUSE_MILLIS = 12;

    /// The number of warm-up windows: new processes are too slow to be loaded beyond the quota.
    private static final int WARMING = 20;

    private static final int KEYS = 1_000_000;
    private static final int ROUNDS = 600;
    private static final String TARGET = "/api/products?per_page=1&count=none";
    private static final String BARE = "/q/health/live";
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
    private static final Pattern MANAGED = Pattern.compile("Management interface listening on http://[^:]+:(\\d+)");

    private static final List<Process> STARTED = new ArrayList<>();

    private RateLimit() {}

    public static void main(String[] args) throws Exception {
        var windows = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        var folder = Files.createTempDirectory("quire-rate-limit");
        try {
            var redisPort = freePort();
            var redis = start(
                    folder.resolve("redis"),
                    Map.of(),
                    args.length > 1 ? args[1] : "redis-server",
                    "--port",
                    Integer.toString(redisPort),
                    "--bind",
                    "127.0.0.1",
                    "--save",
                    "");
            var services = new ArrayList<Service>();
            for (int i = 0; i < PROCESSES; i++) {
                services.add(Service.start(folder, "limited" + i, redisPort, "anonymous.burst = " + QUOTA + "/1s\n"));
            }
            admitted("warming", services, WARMING);
            admitted("four processes", services, windows);
            redis.destroyForcibly().waitFor();
            TimeUnit.SECONDS.sleep(2);
            admitted("without Redis", services, Math.min(windows, 20));
            services.forEach(service -> service.process.destroy());
            alone(folder, args.length > 1 ? args[1] : "redis-server");
        } finally {
            STARTED.forEach(Process::destroyForcibly);
        }
    }

    /// Starts and stops at window boundaries, so that the load exceeds the quota in the first and the last window too.
    private static void admitted(String name, List<Service> services, int windows) throws Exception {
        TimeUnit.MILLISECONDS.sleep(1050 - System.currentTimeMillis() % 1000);
        var end = System.currentTimeMillis() / 1000 * 1000 + (windows - 1) * 1000L + 950;
        var served = 0L;
        var refused = 0L;
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<Future<long[]>>();
            for (int i = 0; i < CLIENTS; i++) {
                var service = services.get(i % services.size());
                clients.add(crowd.submit(() -> ask(service, end)));
            }
            for (var client : clients) {
                served += client.get()[0];
                refused += client.get()[1];
            }
        }
        System.out.printf(
                "%s, %d windows of %d ms: %d requests, %d served%n",
                name, windows, QUOTA, served + refused, served);
    }

    /// @return the numbers of served and of rejected requests
    private static long[] ask(Service service, long end) throws Exception {
        var counts = new long[2];
        try (var connection = new Connection("127.0.0.1", service.port)) {
            while (System.currentTimeMillis() < end) {
                switch (connection.get(TARGET)) {
                    case 200 -> counts[0]++;
                    case 429 -> counts[1]++;
                    default -> throw new IOException("neither served nor rejected");
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        return counts;
    }

    /// Measures latency and memory with a single client.
    private static void alone(Path folder, String command) throws Exception {
        var port = freePort();
        start(
                folder.resolve("other-redis"),
                Map.of(),
                command,
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "");
        var limited = Service.start(folder, "limited", port, "anonymous.burst = 900000/1s\nanonymous.sustained = 900000000/5m\n");
        var free = Service.start(folder, "free", port, "");
        latency(limited, free);
        try (var redis = new Redis(port)) {
            memory(redis);
        }
    }

    private static void latency(Service limited, Service free) throws Exception {
        var bare = new long[ROUNDS];
        var without = new long[ROUNDS];
        var with = new long[ROUNDS];
        try (var health = new Connection("127.0.0.1", free.management);
                var unlimited = new Connection("127.0.0.1", free.port);
                var counted = new Connection("127.0.0.1", limited.port)) {
            for (int round = -2 * ROUNDS; round < ROUNDS; round++) {
                int i = Math.max(round, 0);
                bare[i] = time(() -> health.get(BARE));
                without[i] = time(() -> unlimited.get(TARGET));
                with[i] = time(() -> counted.get(TARGET));
            }
        }
        System.out.printf(
                "bare server %.2f ms, a cached page without a limit %.2f times that, with two windows %.2f times%n",
                median(bare) / 1e6, median(without) / median(bare), median(with) / median(bare));
    }

    /// Copies the Redis entry of one client to [#KEYS] keys of the same length.
    private static void memory(Redis redis) throws IOException {
        var key = redis.text("EVAL", "for _,k in ipairs(redis.call('keys','*')) do"
                + " if string.find(k,'127.0.0.1',1,true) then return k end end", "0");
        var value = redis.ask("DUMP".getBytes(ISO_8859_1), key.getBytes(ISO_8859_1));
        var before = used(redis);
        for (int i = 0; i < KEYS; i++) {
            var other = key.replace("127.0.0.1", "%09d".formatted(i));
            redis.send(
                    "RESTORE".getBytes(ISO_8859_1),
                    other.getBytes(ISO_8859_1),
                    "600000".getBytes(ISO_8859_1),
                    value);
            if (i % 1000 == 999) {
                redis.readAll(1000);
            }
        }
        System.out.printf("%,d clients take %.0f bytes each in Redis%n", KEYS, (used(redis) - before) / (double) KEYS);
    }

    private static long used(Redis redis) throws IOException {
        var memory = Pattern.compile("used_memory:(\\d+)").matcher(redis.text("INFO", "memory"));
        if (!memory.find()) {
            throw new IOException("Redis does not report its memory");
        }
        return Long.parseLong(memory.group(1));
    }

    private static long time(Callable<Integer> action) throws Exception {
        var start = System.nanoTime();
        if (action.call() != 200) {
            throw new IOException("not served");
        }
        return System.nanoTime() - start;
    }

    private static double median(long[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static Process start(Path output, Map<String, String> settings, String... command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(settings);
        var process = builder.start();
        STARTED.add(process);
        return process;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private record Service(Process process, int port, int management) {

        /// @param policy the quotas; empty for no limit
        static Service start(Path folder, String name, int redis, String policy) throws Exception {
            var file = Files.writeString(folder.resolve(name + ".properties"), policy);
            var output = folder.resolve(name);
            var settings = Map.of(
                    "QUARKUS_HTTP_PORT", "0",
                    "QUARKUS_MANAGEMENT_PORT", "0",
                    "QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:" + redis,
                    policy.isEmpty() ? "QUIRE_RATE_LIMIT_ENABLED" : "QUIRE_RATE_LIMIT_FILE",
                            policy.isEmpty() ? "false" : file.toString());
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var process = RateLimit.start(
                    output, settings, java, "-Xmx128m", "-jar", "target/quarkus-app/quarkus-run.jar");
            return new Service(process, port(process, output, LISTENING), port(process, output, MANAGED));
        }

        private static int port(Process process, Path output, Pattern pattern) throws Exception {
            for (int i = 0; i < 1200 && process.isAlive(); i++) {
                var listening = pattern.matcher(Files.readString(output));
                if (listening.find()) {
                    return Integer.parseInt(listening.group(1));
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
            throw new IOException(Files.readString(output));
        }
    }

    /// A minimal client for the Redis protocol.
    private static final class Redis implements AutoCloseable {

        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Redis(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        }

        String text(String... words) throws IOException {
            return new String(ask(Arrays.stream(words).map(word -> word.getBytes(ISO_8859_1)).toArray(byte[][]::new)), ISO_8859_1);
        }

        byte[] ask(byte[]... words) throws IOException {
            send(words);
            out.flush();
            return read();
        }

        void send(byte[]... words) throws IOException {
            out.write(("*" + words.length + "\r\n").getBytes(ISO_8859_1));
            for (var word : words) {
                out.write(("$" + word.length + "\r\n").getBytes(ISO_8859_1));
                out.write(word);
                out.write("\r\n".getBytes(ISO_8859_1));
            }
        }

        void readAll(int count) throws IOException {
            out.flush();
            for (int i = 0; i < count; i++) {
                read();
            }
        }

        private byte[] read() throws IOException {
            var head = Connection.line(in);
            if (head.startsWith("$") && !head.equals("$-1")) {
                var bytes = in.readNBytes(Integer.parseInt(head.substring(1)));
                in.skipNBytes(2);
                return bytes;
            }
            if (head.startsWith("-") || head.startsWith("$")) {
                throw new IOException("Redis replied " + head);
            }
            return head.getBytes(ISO_8859_1);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
