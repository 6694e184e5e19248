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

/// Which pages are worth keeping: the share of answers that came from the cache, by readers of the first pages and of
/// popular ones, while others walk through all the rest and never come back.
///
///     java src/bench/Policy.java [base URL] [seconds]
///
/// Measures a running service that holds the Online Retail data, with `QUIRE_RATE_LIMIT_ENABLED=false`. Run it with the
/// policy and without one (`QUIRE_CACHE_BRIEF_TIME_TO_LIVE=10m` keeps everything for long), each on an empty Redis, and
/// compare its `used_memory` afterwards.
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
            System.out.printf("%d visits, %.1f %% of them kept; %d pages walked through%n",
                    visits, 100.0 * kept / visits, walked);
        }
        RESULT.matcher(get("http://localhost:9000/q/metrics")).results()
                .forEach(result -> System.out.printf("%-12s %s%n", result.group(1), result.group(2)));
    }

    /// The first pages for the most part, and a few hundred others, the more popular the more often.
    ///
    /// @return how many, and how many of them were kept
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

    /// @return whether it was kept
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
