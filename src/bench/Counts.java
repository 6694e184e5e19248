import static java.net.http.HttpResponse.BodyHandlers.ofString;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Measures the additional cost of each count mode. On one connection, each request follows a request for the same page
/// without a count. Prints the medians of the times and of the differences.
///
///     java src/bench/Counts.java [base URL] [rounds]
///
/// Measures a running service that holds 10 million products (`generate products 10000000`), with
/// `QUIRE_RATE_LIMIT_ENABLED=false`, and `QUIRE_DEADLINE_STATEMENT=100`, `_SOCKET=110` and `_IDLE_IN_TRANSACTION=110`
/// for the longest counts; nothing else should load the machine. If `QUARKUS_REDIS_HOSTS` names no running server,
/// totals are not cached, and `auto` counts each time.
public final class Counts {

    private static final Map<String, String> PAGES = new LinkedHashMap<>();

    static {
        PAGES.put("page 1 of 10 million", "/api/products?per_page=20");
        PAGES.put("by price, of 10 million", "/api/products?sort=-price,name");
        PAGES.put("of those from 10.00 on", "/api/products?price[gte]=10&sort=price");
        PAGES.put("of those from 10.00 to 10.50", "/api/products?price[gte]=10&price[lt]=10.5&sort=price");
        PAGES.put("of those of one price", "/api/products?price=1.25");
    }

    private static final Pattern TOTAL = Pattern.compile("\"total\":(\\d+),\"total_relation\":\"(\\w+)\"");

    private Counts() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var base = args.length > 0 ? args[0] : "http://localhost:8080";
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        System.out.printf("%-32s %-10s %10s %10s %10s  %s%n", "", "count", "none ms", "with ms", "difference", "total");
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (var page : PAGES.entrySet()) {
                for (var mode : List.of("auto", "estimated", "exact")) {
                    var target = base + page.getValue().replace("[", "%5B").replace("]", "%5D") + "&count=";
                    // An exact count takes long, so a few rounds are enough.
                    measure(client, page.getKey(), target, mode, mode.equals("exact") ? rounds / 20 + 1 : rounds);
                }
            }
        }
    }

    private static void measure(HttpClient client, String page, String target, String mode, int rounds)
            throws IOException, InterruptedException {
        var none = new long[rounds];
        var with = new long[rounds];
        var differences = new long[rounds];
        var total = "";
        for (int round = -rounds / 4; round < rounds; round++) {
            var start = System.nanoTime();
            get(client, target + "none");
            var middle = System.nanoTime();
            var answer = get(client, target + mode);
            var end = System.nanoTime();
            total = total(answer);
            if (round >= 0) {
                none[round] = middle - start;
                with[round] = end - middle;
                differences[round] = with[round] - none[round];
            }
        }
        System.out.printf(
                "%-32s %-10s %10.2f %10.2f %10.2f  %s%n",
                page, mode, median(none) / 1e6, median(with) / 1e6, median(differences) / 1e6, total);
    }

    private static String get(HttpClient client, String target) throws IOException, InterruptedException {
        var answer = client.send(HttpRequest.newBuilder(URI.create(target)).build(), ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(target + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    private static String total(String answer) {
        var total = TOTAL.matcher(answer);
        return total.find() ? total.group(1) + " " + total.group(2) : "";
    }

    private static double median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
