package dev.quire.pagecache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.Management;
import dev.quire.contract.Database;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;

/// Concurrent clients that read pages of several collections, the first pages more often than others. They compare
/// every response with the rows of the database.
final class Readers implements AutoCloseable {

    private static final int READERS = 16;
    private static final int PAGES = 400;
    private static final int SIZE = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param target the address of a list, without the page number
    /// @param ids the ids in the database, in the order of the list
    private record Listed(String target, List<Long> ids) {
        static Listed of(String table, String sort, String order) {
            return new Listed(
                    "/api/" + table + "?per_page=" + SIZE + "&sort=" + sort + "&page=",
                    Database.longs("select id from " + table + " order by " + order + " limit " + PAGES * SIZE));
        }
    }

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<Listed> lists = List.of(
            Listed.of("products", "price", "price, id"),
            Listed.of("users", "id", "id"),
            Listed.of("orders", "-created_at", "created_at desc, id desc"),
            Listed.of("items", "-id", "id desc"));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> readers = new ArrayList<>();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong slowest = new AtomicLong();
    private volatile boolean stopped;

    void start() {
        for (int i = 0; i < READERS; i++) {
            readers.add(threads.submit(this::readUntilStopped));
        }
        readers.add(threads.submit(this::checkReadiness));
    }

    private Void readUntilStopped() throws IOException, InterruptedException {
        var random = ThreadLocalRandom.current();
        while (!stopped) {
            read(lists.get(random.nextInt(lists.size())), random.nextInt(random.nextInt(3) > 0 ? 3 : PAGES));
        }
        return null;
    }

    private void read(Listed list, int page) throws IOException, InterruptedException {
        var sent = System.nanoTime();
        var answer = get(list.target() + (page + 1));
        slowest.accumulateAndGet(System.nanoTime() - sent, Math::max);
        assertEquals(200, answer.statusCode(), answer.body());
        var ids = StreamSupport.stream(JSON.readTree(answer.body()).get("data").spliterator(), false)
                .map(item -> item.get("id").asLong())
                .toList();
        assertEquals(list.ids().subList(page * SIZE, (page + 1) * SIZE), ids, list.target() + (page + 1));
        answers.incrementAndGet();
    }

    private Void checkReadiness() throws IOException, InterruptedException {
        while (!stopped) {
            var answer = CLIENT.send(request(URI.create(Management.url("/q/health/ready"))), BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), answer.body());
            Thread.sleep(50);
        }
        return null;
    }

    static HttpResponse<String> get(String target) throws IOException, InterruptedException {
        return CLIENT.send(request(target), BodyHandlers.ofString());
    }

    /// Sends all requests concurrently, each on its own connection.
    static List<CompletableFuture<HttpResponse<String>>> send(List<String> targets) {
        return targets.stream()
                .map(target -> CLIENT.sendAsync(request(target), BodyHandlers.ofString()))
                .toList();
    }

    private static HttpRequest request(String target) {
        return request(URI.create("http://localhost:" + RestAssured.port + target));
    }

    private static HttpRequest request(URI address) {
        return HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build();
    }

    /// Stops the clients, and throws if any response was wrong.
    void stop() throws InterruptedException, ExecutionException {
        stopped = true;
        for (var reader : readers) {
            reader.get();
        }
    }

    long answers() {
        return answers.get();
    }

    Duration slowest() {
        return Duration.ofNanos(slowest.get());
    }

    @Override
    public void close() {
        stopped = true;
        threads.close();
    }
}
