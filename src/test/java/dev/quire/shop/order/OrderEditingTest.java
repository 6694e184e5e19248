package dev.quire.shop.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.quire.TestServers;
import dev.quire.contract.Answer;
import dev.quire.contract.Database;
import dev.quire.contract.EditingContract;
import dev.quire.contract.Statements;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

@QuarkusTest
class OrderEditingTest extends EditingContract {

    OrderEditingTest() {
        super("/api/orders", "orders", "country", """
                {"number": "NEW-%1$s", "user_id": 1, "status": "placed", "country": "%1$s",
                 "items": [{"product_id": 2, "quantity": 3, "unit_price": 1.10, "description": "three"},
                           {"product_id": 1, "quantity": -1, "unit_price": 0.255, "description": null}]}""");
    }

    private static List<Object> items(String order) {
        var id = Answer.get(order).json().get("id");
        return Database.values(
                "select concat_ws('|', line, product_id, quantity, unit_price, description) from items where order_id = "
                        + id + " order by id");
    }

    @Test
    void anOrderIsWrittenWithItsItemsAndTheComputedTotal() {
        var name = Database.values("select name from products where id = 1").getFirst();
        var order = created("a");
        assertEquals(List.of("1|2|3|1.10|three", "2|1|-1|0.255|" + name), items(order));
        assertEquals(
                new BigDecimal("3.045"), Answer.get(order).json().get("total").decimalValue());
        var lines = Answer.get(order + "/items").data();
        assertEquals(2, lines.size());
    }

    @Test
    void fieldsOmittedFromALineComeFromItsProduct() {
        var body = body("a");
        ((ArrayNode) body.get("items"))
                .removeAll()
                .addObject()
                .put("product_id", 1)
                .put("quantity", 2);
        var answer = post(body);
        assertEquals(201, answer.status(), answer.json().toString());
        assertEquals(
                Database.values("select concat_ws('|', 1, id, 2, price, name) from products where id = 1"),
                items(answer.header("Location")));
        assertEquals(
                Database.values("select price * 2 from products where id = 1"),
                List.of(answer.json().get("total").decimalValue()));
    }

    @Test
    void aPatchOfTheItemsReplacesThemAll() {
        var order = created("a");
        var answer = send("PATCH", order, """
                {"items": [{"product_id": 1, "quantity": 4, "unit_price": 2, "description": "x"}]}""");
        assertEquals(200, answer.status());
        assertEquals(8, answer.json().get("total").asInt());
        assertEquals(List.of("1|1|4|2|x"), items(order));
        send("PATCH", order, "{\"country\": \"there\"}");
        assertEquals(List.of("1|1|4|2|x"), items(order));
    }

    @Test
    void anItemKeepsItsIdWhenItsLineIsReplaced() {
        var order = created("a");
        var keys = Answer.get(order + "/items").ids();
        assertEquals(200, send("PUT", order, body("a")).status());
        assertEquals(keys, Answer.get(order + "/items").ids());
        var answer = send("PATCH", order, """
                {"items": [{"product_id": 1, "quantity": 4, "unit_price": 2, "description": "x"}]}""");
        assertEquals(200, answer.status());
        assertEquals(keys.subList(0, 1), Answer.get(order + "/items").ids());
        assertEquals(List.of("1|1|4|2|x"), items(order));
    }

    @Test
    void replacingItemsChangesTheEntityTagEvenIfTheTotalIsTheSame() {
        var order = created("a");
        var etag = Answer.get(order).header("ETag");
        var others = """
                {"items": [{"product_id": 1, "quantity": 1, "unit_price": 3.045, "description": "others"}]}""";
        var answer = send("PATCH", order, others, "If-Match", etag);
        assertEquals(200, answer.status());
        assertEquals(new BigDecimal("3.045"), answer.json().get("total").decimalValue());
        assertEquals(412, send("PATCH", order, others, "If-Match", etag).status());
    }

    @Test
    void everyFaultInALineIsReportedWithItsPointer() {
        var order = created("a");
        var before = items(order);
        var items = """
                {"items": [{"product_id": "x", "quantity": 1.5, "line": 7}, 5, {"quantity": 1000001, "product_id": 1}]}""";
        var answer = send("PATCH", order, items);
        assertEquals(400, answer.status());
        assertEquals(
                List.of("/items/0/line", "/items/0/product_id", "/items/0/quantity", "/items/1", "/items/2/quantity"),
                answer.json().get("errors").findValuesAsText("pointer"));
        var unknown = send("PATCH", order, """
                {"items": [{"product_id": 1, "quantity": 1}, {"product_id": 9223372036854775807, "quantity": 1}]}""");
        assertEquals(400, unknown.status());
        assertEquals(
                List.of("/items/1/product_id"), unknown.json().get("errors").findValuesAsText("pointer"));
        assertEquals(before, items(order));
        assertEquals(400, post(body("b").put("user_id", Long.MAX_VALUE)).status());
        assertEquals(400, post(body("b").put("total", 1)).status());
    }

    @Test
    void aThousandItemsAreWrittenInFourStatements() {
        var body = body("a");
        var items = ((ArrayNode) body.get("items")).removeAll();
        for (int i = 0; i < 1000; i++) {
            items.addObject().put("product_id", 1).put("quantity", i).put("unit_price", 1);
        }
        var sent = Statements.during(() -> assertEquals(201, post(body).status()));
        assertEquals(4, sent.size(), sent.toString());
        items.addObject().put("product_id", 1).put("quantity", 1);
        body.put("number", "another");
        assertEquals("/items", post(body).json().at("/errors/0/pointer").asText());
    }

    @Test
    void aBodyWithTooManyValuesIsRefused() {
        for (var elements : List.of("{},".repeat(300_000) + "{}", "1,".repeat(500_000) + "1")) {
            var answer = post("{\"items\":[" + elements + "]}");
            assertEquals(400, answer.status());
            assertEquals("invalid-body", answer.code());
            assertEquals(
                    "The body contains more than 20000 values.",
                    answer.json().get("detail").asText());
        }
        var many = post("{\"items\":[" + "{},".repeat(2000) + "{}]}");
        assertEquals(
                List.of("/number", "/status", "/country", "/items").size(),
                many.json().get("errors").size(),
                "the elements of a list that is too long must not be validated");
    }

    @Test
    void deletingAnOrderDeletesItsItemsAndItsMessage() {
        var order = created("a");
        var id = Answer.get(order).json().get("id").asLong();
        Database.write("insert into messages (order_id, body, created_at) values (%d, 'x', now())".formatted(id));
        assertEquals(204, send("DELETE", order, null).status());
        assertEquals(0, Database.number("select count(*) from items where order_id = " + id));
        assertEquals(0, Database.number("select count(*) from messages where order_id = " + id));
    }

    @Test
    void aProductOrUserReferencedByAnOrderCannotBeDeleted() {
        var order = created("a");
        for (var target : List.of("/api/products/1", "/api/users/1")) {
            var answer = send("DELETE", target, null);
            assertEquals(409, answer.status(), target);
            assertEquals("conflict", answer.code());
            assertTrue(
                    answer.json().get("detail").asText().contains("refer"),
                    answer.json().toString());
            assertEquals(200, Answer.get(target).status());
        }
        assertEquals(200, Answer.get(order).status());
    }

    /// PostgreSQL ends the session that looks for a deadlock first. On a busy machine that may be the other one: then
    /// the
    /// test has another try.
    @Test
    @Timeout(120)
    void aWriteAbortedByADeadlockIsRetried() throws Exception {
        for (var name : List.of("a", "b", "c", "d", "e")) {
            try {
                deadlock(name);
                return;
            } catch (PSQLException e) {
                assertEquals(PSQLState.DEADLOCK_DETECTED.getState(), e.getSQLState(), e.toString());
            }
        }
        fail("every time, PostgreSQL aborted the other session instead of the write");
    }

    private void deadlock(String name) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var other = TestServers.sharedDatabase().getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1 from products where id = 2 for update");
            var answer = threads.submit(() -> post(body(name))); // Locks the user and waits for the product.
            while (Database.number("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") == 0) {
                Thread.onSpinWait();
            }
            statement.execute("select 1 from users where id = 1 for update");
            other.commit();
            assertEquals(201, answer.get().status());
        }
    }
}
