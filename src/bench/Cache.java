import static java.net.http.HttpResponse.BodyHandlers.ofByteArray;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// Measures the benefit of cached pages, conditional requests and prefetching, each as a ratio to the bare server in
/// the same run.
///
///     java src/bench/Cache.java [base URL] [rounds]
///
/// Measures a running service that holds the Online Retail data, with `QUIRE_RATE_LIMIT_ENABLED=false`; nothing else
/// should load the machine.
public final class Cache {

    /// The first of the offsets and page numbers that this run requests to get pages that are not cached.
    private static final int START = ThreadLocalRandom.current().nextInt(300, 2000);

    private static final String BARE = "http://localhost:9000/q/health/live";

    private static HttpClient client;
    private static String base;

    private Cache() {}

    public static void main(String[] args) throws Exception {
        base = args.length > 0 ? args[0] : "http://localhost:8080";
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        hot("/api/products?limit=100", rounds);
        hot("/api/items?count=exact&limit=20", rounds);
        walk(rounds);
        crowd("/api/items?count=exact&limit=7");
    }

    private static void hot(String target, int rounds) throws Exception {
        var bare = new long[rounds];
        var loaded = new long[rounds];
        var kept = new long[rounds];
        var unchanged = new long[rounds];
        var tag = send(target).headers().firstValue("etag").orElseThrow();
        for (int round = -rounds / 2; round < rounds; round++) {
            int i = Math.max(round, 0);
            int offset = START + rounds + round;
            bare[i] = time(() -> send(BARE));
            loaded[i] = time(() -> send(target + "&offset=" + offset));
            kept[i] = time(() -> send(target));
            unchanged[i] = time(() -> send(target, "If-None-Match", tag));
        }
        System.out.println(target);
        print("bare server", bare, bare);
        print("loaded from the database", loaded, bare);
        print("cached", kept, bare);
        print("304", unchanged, bare);
    }

    /// Compares a walk in page order, which is prefetched, to a walk in reverse order, which is not.
    private static void walk(int rounds) throws Exception {
        var forwards = new long[rounds];
        var backwards = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            var there = "/api/items?page=" + (START + i);
            var back = "/api/items?page=" + (START + 2000 - i);
            forwards[i] = time(() -> send(there));
            Thread.sleep(20); // The time that a reader takes for a page.
            backwards[i] = time(() -> send(back));
            Thread.sleep(20);
        }
        System.out.println("a reader of pages of 20 items, 20 ms per page");
        print("walk in page order", forwards, backwards);
        print("walk in reverse order", backwards, backwards);
    }

    private static void crowd(String target) throws Exception {
        var one = time(() -> send(target + "&offset=" + START));
        var other = target + "&offset=" + (START + 1);
        var start = System.nanoTime();
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var readers = IntStream.range(0, 1000)
                    .mapToObj(i -> crowd.submit(() -> send(other)))
                    .toList();
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
        var all = System.nanoTime() - start;
        System.out.printf("%s for 1,000 clients at once: %.0f ms, for one client: %.0f ms%n", target, all / 1e6, one / 1e6);
    }

    private static HttpResponse<byte[]> send(String target, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base).resolve(target));
        if (headers.length > 0) {
            request.headers(headers);
        }
        var answer = client.send(request.build(), ofByteArray());
        if (answer.statusCode() >= 400) {
            throw new IOException(target + " answered " + answer.statusCode());
        }
        return answer;
    }

    private static long time(Callable<?> action) throws Exception {
        var start = System.nanoTime();
        action.call();
        return System.nanoTime() - start;
    }

    private static void print(String name, long[] values, long[] reference) {
        System.out.printf("  %-28s %8.2f ms %8.2f%n", name, median(values) / 1e6, median(values) / median(reference));
    }

    private static double median(long[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
