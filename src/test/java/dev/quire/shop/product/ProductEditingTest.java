package dev.quire.shop.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.contract.Answer;
import dev.quire.contract.Database;
import dev.quire.contract.EditingContract;
import dev.quire.contract.Statements;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ProductEditingTest extends EditingContract {

    ProductEditingTest() {
        super("/api/products", "products", "name", """
                {"sku": "NEW-%1$s", "name": "%1$s", "price": 1.10}""");
    }

    @Test
    void aDuplicateOfAUniqueValueIsAConflictThatNamesItsField() {
        created("a");
        var other = created("b");
        for (var answer :
                List.of(post(body("a")), send("PATCH", other, "{\"sku\":\"NEW-a\"}"), send("PUT", other, body("a")))) {
            assertEquals(409, answer.status());
            assertEquals("conflict", answer.code());
            assertEquals("/sku", answer.json().at("/errors/0/pointer").asText());
            assertEquals(
                    "/sku: another item has this value.",
                    answer.json().get("detail").asText());
        }
        assertEquals("NEW-b", Answer.get(other).json().get("sku").asText());
    }

    @Test
    void clientDataDoesNotAppearInTheLog() {
        var records = new CopyOnWriteArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                records.add(entry.getMessage() + Arrays.toString(entry.getParameters()) + entry.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var root = Logger.getLogger("");
        root.addHandler(handler);
        try {
            created("x\\nmarker");
            assertEquals(
                    "/sku",
                    post(body("x\\nmarker")).json().at("/errors/0/pointer").asText());
        } finally {
            root.removeHandler(handler);
        }
        assertEquals(
                List.of(),
                records.stream().filter(text -> text.contains("marker")).toList());
    }

    @Test
    void moneyKeepsItsScaleAndOutOfRangeValuesAreRefused() {
        for (var price : List.of("1.10", "0", "0.00", "999999999999.999999", "1.1")) {
            var answer = post("{\"sku\":\"m%s\",\"price\":%s}".formatted(price, price));
            assertTrue(
                    answer.response().asString().contains("\"price\":" + price + ","),
                    answer.response().asString());
        }
        for (var price : List.of("-0.01", "1000000000000", "0.0000001")) {
            var answer = post("{\"sku\":\"m%s\",\"price\":%s}".formatted(price, price));
            assertEquals("/price", answer.json().at("/errors/0/pointer").asText(), price);
        }
        assertEquals(
                "/sku",
                post("{\"sku\":\" \\t\",\"price\":1}")
                        .json()
                        .at("/errors/0/pointer")
                        .asText());
    }

    @Test
    void theServiceSetsCreatedAtAndUpdatedAt() {
        var product = created("a");
        var before = Answer.get(product).json();
        assertEquals(before.get("created_at"), before.get("updated_at"));
        var after = send("PATCH", product, "{\"price\":2}").json();
        assertEquals(before.get("created_at"), after.get("created_at"));
        assertTrue(after.get("updated_at")
                        .asText()
                        .compareTo(before.get("updated_at").asText())
                > 0);
    }

    @Test
    void everyWriteTakesAFixedNumberOfStatements() {
        assertStatements(2, () -> created("a"));
        var product = created("b");
        var etag = Answer.get(product).header("ETag");
        assertStatements(3, () -> send("PATCH", product, "{\"price\":2}", "If-Match", etag));
        assertStatements(1, () -> send("PATCH", product, "{\"price\":2}"));
        assertStatements(3, () -> send("PUT", product, body("c")));
        assertStatements(1, () -> send("DELETE", product, null));
        assertStatements(4, () -> post(body("k"), "Idempotency-Key", "k"));
        assertStatements(1, () -> post(body("k"), "Idempotency-Key", "k"));
        assertStatements(0, () -> post("{}"));
    }

    private static void assertStatements(int expected, Runnable write) {
        var sent = Statements.during(write);
        assertEquals(expected, sent.size(), sent.toString());
    }

    @Test
    void anExpiredIdempotencyKeyIsReusableAndExpiredKeysAreDeleted() {
        Database.write("""
                insert into idempotency_keys (principal, key, method, target, fingerprint, status, created_at)
                select '', 'old-' || n, 'POST', 'products', 'x', 201, now() - interval '25 hours'
                from generate_series(1, 10) n""");
        assertEquals(201, post(body("a"), "Idempotency-Key", "old-3").status());
        assertEquals(409, post(body("a"), "Idempotency-Key", "old-4").status());
        assertEquals(201, post(body("b"), "Idempotency-Key", "new").status());
        assertEquals(201, post(body("c"), "Idempotency-Key", "newer").status());
        assertEquals(3, Database.number("select count(*) from idempotency_keys"));
    }
}
