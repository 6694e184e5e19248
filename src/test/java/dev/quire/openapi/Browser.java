package dev.quire.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A headless Chromium with one page, driven through its DevTools protocol.
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /// A body of one character in base 64. Without a body, the page would get the original one.
    private static final String BLANK = "IA==";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();

    /// Where Chromium is installed; empty if it is not.
    static Optional<Path> installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// @param profile an empty folder, in which the browser keeps its state
    Browser(Path executable, Path profile) throws IOException, InterruptedException {
        process = new ProcessBuilder(
                        executable.toString(),
                        "--headless",
                        "--no-sandbox", // Chromium refuses to run as root otherwise.
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run",
                        "--window-size=1280,1000",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("log").toFile())
                .start();
        socket = client.newWebSocketBuilder()
                .buildAsync(pageAddress(profile.resolve("DevToolsActivePort")), new Receiver())
                .join();
    }

    /// Waits until the browser has written its port, and returns the address of its page.
    private URI pageAddress(Path portFile) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            // The file has a second line once it is complete.
            if (Files.exists(portFile) && Files.readAllLines(portFile).size() > 1) {
                var pages = URI.create("http://127.0.0.1:%s/json/list"
                        .formatted(Files.readAllLines(portFile).getFirst()));
                for (var target :
                        JSON.readTree(client.send(HttpRequest.newBuilder(pages).build(), BodyHandlers.ofString())
                                .body())) {
                    if (target.get("type").asText().equals("page")) {
                        return URI.create(target.get("webSocketDebuggerUrl").asText());
                    }
                }
            }
            Thread.onSpinWait();
        }
        throw new IOException("The browser did not start: " + Files.readString(portFile.resolveSibling("log")));
    }

    void open(URI address) {
        command("Page.navigate", Map.of("url", address.toString()));
    }

    /// Replaces the bodies of responses to matching requests, so that the page need not display large ones.
    void withoutBodies(String urlPattern) {
        command(
                "Fetch.enable",
                Map.of("patterns", new Object[] {Map.of("urlPattern", urlPattern, "requestStage", "Response")}));
    }

    /// Evaluates an expression in the page, waits for its promise, and returns the value.
    JsonNode evaluate(String expression) {
        var answer = command(
                "Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.at("/result/value");
    }

    private JsonNode command(String method, Map<String, ?> parameters) {
        return send(method, parameters)
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private CompletableFuture<JsonNode> send(String method, Map<String, ?> parameters) {
        var id = lastId.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        answers.put(id, answer);
        var command = JSON.createObjectNode().put("id", id).put("method", method);
        command.set("params", JSON.valueToTree(parameters));
        var _ = socket.sendText(command.toString(), true);
        return answer;
    }

    private void receive(JsonNode message) {
        if (message.has("id")) {
            var answer = answers.remove(message.get("id").asInt());
            if (message.has("error")) {
                answer.completeExceptionally(new AssertionError(message.get("error")));
            } else {
                answer.complete(message.get("result"));
            }
        } else if (message.path("method").asText().equals("Fetch.requestPaused")) {
            var paused = message.get("params");
            var _ = send(
                    "Fetch.fulfillRequest",
                    Map.of(
                            "requestId", paused.get("requestId"),
                            "responseCode", paused.get("responseStatusCode"),
                            "body", BLANK));
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
        client.close();
    }

    private final class Receiver implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    receive(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    throw new AssertionError(e);
                } finally {
                    text.setLength(0);
                }
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
