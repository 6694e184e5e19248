import static java.net.http.HttpResponse.BodyHandlers.ofString;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Measures the response times of pages, as ratios to the bare server. The requests alternate on one connection;
/// medians are printed.
///
///     java src/bench/Pages.java [base URL] [rounds]
///
/// Measures a running service that holds the Online Retail data, with `QUIRE_RATE_LIMIT_ENABLED=false`; nothing else
/// should load the machine.
public final class Pages {

    private static final String BARE = "http://localhost:9000/q/health/live";

    private static final Map<String, String> REQUESTS = new LinkedHashMap<>();

    static {
        REQUESTS.put("bare server", BARE);
        REQUESTS.put("one item", "/api/items/270955");
        REQUESTS.put("20 products of 4,070", "/api/products");
        REQUESTS.put("100 products", "/api/products?per_page=100");
        REQUESTS.put("100 products, two fields", "/api/products?per_page=100&fields=id,name");
        REQUESTS.put("20 items of 541,909, exact count", "/api/items?count=exact");
        REQUESTS.put("20 items, count up to 10,000", "/api/items");
        REQUESTS.put("20 items, estimated count", "/api/items?count=estimated");
        REQUESTS.put("20 items, no count", "/api/items?count=none");
        REQUESTS.put("page 13,500 of the items, no count", "/api/items?page=13500&count=none");
        REQUESTS.put("the last page of the items, no count", "/api/items?page=27096&count=none");
        REQUESTS.put("items of one order", "/api/items?order_id=1");
        REQUESTS.put("orders of one user", "/api/users/68/orders");
    }

    private Pages() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var base = args.length > 0 ? args[0] : "http://localhost:8080";
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            REQUESTS.put("the same place by cursor, no count", "/api/items?count=none&cursor=" + cursor(client, base));
            var times = new LinkedHashMap<String, long[]>();
            for (int round = -rounds / 2; round < rounds; round++) {
                for (var request : REQUESTS.entrySet()) {
                    var start = System.nanoTime();
                    var answer = client.send(
                            HttpRequest.newBuilder(URI.create(base).resolve(request.getValue())).build(), ofString());
                    var time = System.nanoTime() - start;
                    if (answer.statusCode() != 200) {
                        throw new IOException(request.getValue() + " answered " + answer.statusCode());
                    }
                    if (round >= 0) {
                        times.computeIfAbsent(request.getKey(), name -> new long[rounds])[round] = time;
                    }
                }
            }
            print(times);
        }
    }

    /// A cursor to the last page of the items.
    private static String cursor(HttpClient client, String base) throws IOException, InterruptedException {
        var page = URI.create(base + "/api/items?page=27095&count=none");
        var answer = client.send(HttpRequest.newBuilder(page).build(), ofString()).body();
        return answer.replaceFirst("(?s).*\"next_cursor\":\"([^\"]+)\".*", "$1");
    }

    private static void print(Map<String, long[]> times) {
        double bare = median(times.get("bare server"));
        System.out.printf("%-40s %10s %8s%n", "", "median ms", "ratio");
        times.forEach((name, values) ->
                System.out.printf("%-40s %10.2f %8.1f%n", name, median(values) / 1e6, median(values) / bare));
    }

    private static double median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
