import static java.net.http.HttpResponse.BodyHandlers.ofString;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// What a page by cursor costs at 99 % of a large collection, on and back, beside page 1: one connection, the places
/// taking turns, medians. First one page of each place again and again, which is what the place costs; then a walk from
/// there, which meets rows that nobody has read before and so also shows how they lie: products without a name lie
/// close together, a hundred in 35 blocks of the table, those of other names in a hundred.
///
///     java src/bench/Walk.java [base URL] [items] [pages] [sort…]
///
/// Measures a running service that holds so many products, 10 million by default, as `java -Xmx64m -jar
/// target/quarkus-app/quarkus-run.jar generate products 10000000` makes them, with `QUIRE_RATE_LIMIT_ENABLED=false`,
/// and `QUIRE_DEADLINE_STATEMENT=100`, `_SOCKET=110` and `_IDLE_IN_TRANSACTION=110` for the request by offset; nothing
/// else should load the machine. Ends with status 1 if the same page costs more than 1.5 times as much at 99 % as page
/// 1. The last column is the request that went there by offset, once: in some sorts it takes a minute.
public final class Walk {

    private static final double ALLOWED = 1.5;
    private static final String ROW = "%-16s %8.2f %8.2f %8.2f %8.2f %8.2f %8.2f %8.2f %8.2f %8.0f%n";
    private static final List<String> SORTS = List.of("id", "-price,name", "name.nullsfirst", "created_at");
    private static final Pattern NEXT = Pattern.compile("\"next_cursor\":\"([^\"]+)\"");
    private static final Pattern PREVIOUS = Pattern.compile("\"prev_cursor\":\"([^\"]+)\"");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String list;
    private final int pages;

    private Walk(String list, int pages) {
        this.list = list;
        this.pages = pages;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var base = args.length > 0 ? args[0] : "http://localhost:8080";
        long items = args.length > 1 ? Long.parseLong(args[1]) : 10_000_000;
        int pages = args.length > 2 ? Integer.parseInt(args[2]) : 300;
        var sorts = args.length > 3 ? List.of(args).subList(3, args.length) : SORTS;
        System.out.printf("%-16s %35s %35s%n", "median ms", "the same page", "a walk");
        System.out.printf(
                "%-16s %8s %8s %8s %8s %8s %8s %8s %8s %8s%n",
                "", "page 1", "99 % on", "back", "ratio", "start", "99 % on", "back", "ratio", "offset");
        double worst = 0;
        for (var sort : sorts) {
            var list = base + "/api/products?count=none&sort=" + URLEncoder.encode(sort, StandardCharsets.UTF_8);
            worst = Math.max(worst, new Walk(list, pages).measure(sort, items / 100 * 99));
        }
        CLIENT.close();
        System.exit(worst > ALLOWED ? 1 : 0);
    }

    /// @return how much more the same page costs at the far place
    private double measure(String sort, long far) throws IOException, InterruptedException {
        var there = get("&limit=100&offset=" + far);
        var start = "&page=1";
        var on = "&cursor=" + cursor(NEXT, there.body());
        var back = "&cursor=" + cursor(PREVIOUS, there.body());
        var same = medians(List.of(new Steps(start, null), new Steps(on, null), new Steps(back, null)));
        var walk = medians(List.of(new Steps(start, NEXT), new Steps(on, NEXT), new Steps(back, PREVIOUS)));
        System.out.printf(
                ROW,
                sort,
                same[0],
                same[1],
                same[2],
                ratio(same),
                walk[0],
                walk[1],
                walk[2],
                ratio(walk),
                there.millis());
        return ratio(same);
    }

    /// Lets the places take turns; the first half as many turns are not measured.
    private double[] medians(List<Steps> places) throws IOException, InterruptedException {
        for (int i = -pages / 2; i < pages; i++) {
            for (var place : places) {
                place.step(i);
            }
        }
        return places.stream().mapToDouble(Steps::median).toArray();
    }

    /// How much more the dearest of the far places costs than the start.
    private static double ratio(double[] medians) {
        return Math.max(medians[1], medians[2]) / medians[0];
    }

    /// Pages of one place: one that is read again and again, or those of a walk.
    private final class Steps {

        private final double[] times = new double[pages];
        private final Pattern direction;
        private String place;

        /// @param direction null to stay
        Steps(String place, Pattern direction) {
            this.place = place;
            this.direction = direction;
        }

        /// Asks for a page, and notes what it cost unless the number is negative.
        void step(int number) throws IOException, InterruptedException {
            var page = get("&per_page=100" + place);
            if (direction != null) {
                place = "&cursor=" + cursor(direction, page.body());
            }
            if (number >= 0) {
                times[number] = page.millis();
            }
        }

        double median() {
            return Walk.median(times);
        }
    }

    private record Timed(String body, double millis) {}

    private Timed get(String place) throws IOException, InterruptedException {
        var url = list + place;
        var start = System.nanoTime();
        var answer = CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), ofString());
        var time = System.nanoTime() - start;
        if (answer.statusCode() != 200) {
            throw new IOException(url + " answered " + answer.statusCode());
        }
        return new Timed(answer.body(), time / 1e6);
    }

    private static String cursor(Pattern direction, String body) throws IOException {
        var found = direction.matcher(body);
        if (!found.find()) {
            throw new IOException("the walk is over: " + body);
        }
        return found.group(1);
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
