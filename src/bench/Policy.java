import static java.net.http.HttpResponse.BodyHandlers.ofString;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Measures the cache policy: the hit ratio of clients that read the first pages and popular pages, while other clients
/// walk through all pages once.
///
///     java src/bench/Policy.java [base URL] [seconds]
///
/// Measures a running service that holds the Online Retail data, with `QUIRE_RATE_LIMIT_ENABLED=false`. Run it with the
/// policy and without it (`QUIRE_CACHE_BRIEF_TIME_TO_LIVE=10m` keeps all pages for a long time), each with an empty
/// Redis, and compare the `used_memory` of Redis afterwards.
public final class Policy {

    private static final Pattern RESULT = Pattern.compile("quire_cache_total\\{result=\"(\\w+)\"} ([\\d.E]+)");
    private static final int POPULAR = 300;
    private static final List<String> SORTS = List.of("id", "-id", "unit_price", "-unit_price");

    private static String base;
    private static HttpClient client;

    private Policy() {}

    public static void main(String[] args) throws Exception {
        base = args.length > 0 ? args[0] : "http://localhost:8080";
        var end = System.nanoTime() + (args.length > 1 ? Long.parseLong(args[1]) : 30) * 1_000_000_000L;
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var sessions = IntStream.range(0, 8)
                    .mapToObj(i -> clients.submit(() -> i < 4 ? visit(new Random(i), end) : walk(i, end)))
                    .toList();
            int visits = 0;
            int walked = 0;
            for (int i = 0; i < 8; i++) {
                Future<int[]> session = sessions.get(i);
                visits += i < 4 ? session.get()[0] : 0;
                walked += i < 4 ? 0 : session.get()[0];
            }
            int kept = 0;
            for (int i = 0; i < 4; i++) {
                kept += sessions.get(i).get()[1];
            }
            System.out.printf("%d visits, %.1f %% of them cache hits; %d pages read by walks%n",
                    visits, 100.0 * kept / visits, walked);
        }
        RESULT.matcher(get("http://localhost:9000/q/metrics")).results()
                .forEach(result -> System.out.printf("%-12s %s%n", result.group(1), result.group(2)));
    }

    /// Reads the first pages of a list, and a few hundred other pages by popularity.
    ///
    /// @return the number of visits, and the number of cache hits among them
    private static int[] visit(Random random, long end) throws Exception {
        var visits = new int[2];
        while (System.nanoTime() < end) {
            var rank = (int) Math.pow(POPULAR, random.nextDouble());
            var target = random.nextInt(3) == 0
                    ? "/api/products?page=" + (1 + random.nextInt(3))
                    : "/api/items?product_id=" + rank + "&page=" + (1 + rank % 7);
            visits[0]++;
            visits[1] += send(target) ? 1 : 0;
            Thread.sleep(5);
        }
        return visits;
    }

    private static int[] walk(int reader, long end) throws Exception {
        int pages = 0;
        var list = "/api/items?count=none&per_page=100&sort=" + SORTS.get(reader % SORTS.size());
        for (var target = list; System.nanoTime() < end; pages++) {
            target = list + "&cursor=" + get(target).replaceFirst("(?s).*\"next_cursor\":\"([^\"]+)\".*", "$1");
        }
        return new int[] {pages, 0};
    }

    /// @return whether the response was a cache hit
    private static boolean send(String target) throws IOException, InterruptedException {
        return answer(target).headers().firstValue("cache-status").orElse("").startsWith("quire; hit");
    }

    private static String get(String target) throws IOException, InterruptedException {
        return answer(target).body();
    }

    private static HttpResponse<String> answer(String target) throws IOException, InterruptedException {
        var answer = client.send(HttpRequest.newBuilder(URI.create(base).resolve(target)).build(), ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(target + " answered " + answer.statusCode());
        }
        return answer;
    }
}
