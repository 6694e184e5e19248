package dev.quire.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quire.contract.Answer;
import dev.quire.contract.Database;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AuditTest {

    private static final Logger AUDIT = Logger.getLogger("dev.quire.audit");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            var line = ExtLogRecord.wrap(entry);
            lines.add(line.getMdc("request_id") + ": " + new PatternFormatter("%s").formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private long last;

    @BeforeEach
    void listen() {
        last = Database.number("select max(id) from products");
        AUDIT.addHandler(handler);
    }

    @AfterEach
    void takeAway() {
        AUDIT.removeHandler(handler);
        Database.write("delete from products where id > " + last);
        Database.write("delete from idempotency_keys");
    }

    private static Answer send(String method, String target, String body, String... headers) {
        var all =
                new java.util.HashMap<>(Map.of("Content-Type", "application/json", "X-Request-Id", "id-of-" + method));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return Answer.send(method, target, all, body);
    }

    private static String body(String name) {
        return "{\"sku\":\"%s\",\"name\":\"secret\",\"price\":1}".formatted(name);
    }

    @Test
    void everyWriteThatChangedSomethingIsALine() {
        var item =
                send("POST", "/api/products", body("audited")).json().get("id").asText();
        var target = "/api/products/" + item;
        assertEquals(200, send("PATCH", target, "{\"name\":\"hidden\"}").status());
        assertEquals(200, send("PUT", target, body("hushed")).status());
        assertEquals(204, send("DELETE", target, "").status());
        assertEquals(
                List.of(
                                "id-of-POST: principal=anonymous:127.0.0.1 method=POST collection=products key=%s status=201",
                                "id-of-PATCH: principal=anonymous:127.0.0.1 method=PATCH collection=products key=%s status=200",
                                "id-of-PUT: principal=anonymous:127.0.0.1 method=PUT collection=products key=%s status=200",
                                "id-of-DELETE: principal=anonymous:127.0.0.1 method=DELETE collection=products key=%s status=204")
                        .stream()
                        .map(line -> line.formatted(item))
                        .toList(),
                lines);
    }

    @Test
    void whatChangedNothingIsNone() {
        var item = send("POST", "/api/products", body("audited"), "Idempotency-Key", "k")
                .json()
                .get("id");
        var target = "/api/products/" + item;
        lines.clear();
        assertEquals(
                201,
                send("POST", "/api/products", body("audited"), "Idempotency-Key", "k")
                        .status());
        assertEquals(200, send("PATCH", target, "{}").status());
        assertEquals(200, send("PATCH", target, "{\"price\":1}").status());
        assertEquals(409, send("POST", "/api/products", body("audited")).status());
        assertEquals(400, send("PATCH", target, "{\"price\":\"x\"}").status());
        assertEquals(412, send("DELETE", target, "", "If-Match", "\"x\"").status());
        assertEquals(404, send("DELETE", "/api/products/0", "").status());
        assertEquals(List.of(), lines);
    }
}
