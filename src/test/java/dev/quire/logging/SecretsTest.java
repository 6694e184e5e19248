package dev.quire.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.contract.Wire;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sends a secret in every part of a request, to requests that are refused and that fail, and checks that no log
/// record contains it.
@QuarkusTest
class SecretsTest {

    private static final String SECRET = "planted-secret";
    private static final Logger ROOT = Logger.getLogger("");

    private static final List<Wire.Ask> ASKS = List.of(
            ask("GET", "/probe/failure?q=planted-secret", null),
            ask("GET", "/api/products?cursor=planted-secret", null),
            ask("GET", "/api/products?name=planted-secret&count=exact", null),
            ask("GET", "/api/products?planted-secret=1", null),
            ask("GET", "/api/products/planted-secret", null),
            ask("GET", "/planted-secret", null),
            ask("POST", "/api/products", "{\"sku\":\"planted-secret\",\"price\":\"planted-secret\"}"),
            ask("POST", "/api/products", "{\"sku\":\"85123A\",\"name\":\"planted-secret\",\"price\":1}"),
            ask("POST", "/api/products", "planted-secret"),
            ask("POST", "/api/messages", "{\"author_id\":9223372036854775807,\"body\":\"planted-secret\"}"),
            ask("PATCH", "/api/products/0", "{\"name\":\"planted-secret\"}"),
            ask("DELETE", "/api/products/0", null));

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.INFO.intValue()) {
                lines.add(text(entry));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private static String text(LogRecord entry) {
        var text = new StringWriter();
        text.write(new PatternFormatter("%s").formatMessage(entry)
                + ExtLogRecord.wrap(entry).getMdcCopy());
        if (entry.getThrown() != null) {
            entry.getThrown().printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }

    private static Wire.Ask ask(String method, String target, @Nullable String body) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Authorization", "Bearer planted-secret");
        headers.put("Cookie", "session=planted-secret");
        headers.put("X-Request-Id", "planted-secret with a space");
        headers.put("Forwarded", "for=planted-secret;host=planted-secret;proto=planted-secret");
        if (body != null) {
            headers.put("Idempotency-Key", "planted-secret");
            headers.put("Content-Type", "application/json");
        }
        return new Wire.Ask(method, target, headers, body);
    }

    @BeforeEach
    void listen() {
        ROOT.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        ROOT.removeHandler(handler);
    }

    @Test
    void nothingThatAClientSentIsLoggedWhateverBecomesOfIt() {
        try (var wire = new Wire(RestAssured.port)) {
            for (var ask : ASKS) {
                wire.send(ask);
                for (var header : List.of("Accept", "If-None-Match", "Accept-Encoding", "Content-Type")) {
                    var more = new LinkedHashMap<>(ask.headers());
                    more.put(header, SECRET);
                    wire.send(new Wire.Ask(ask.method(), ask.target(), more, ask.body()));
                }
            }
        }
        assertTrue(lines.stream().anyMatch(line -> line.contains("on purpose")), "the planted fault is logged");
        assertEquals(
                List.of(), lines.stream().filter(line -> line.contains(SECRET)).toList());
    }
}
