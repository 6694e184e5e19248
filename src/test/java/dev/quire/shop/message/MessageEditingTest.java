package dev.quire.shop.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quire.contract.Database;
import dev.quire.contract.EditingContract;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MessageEditingTest extends EditingContract {

    MessageEditingTest() {
        super("/api/messages", "messages", "body", """
                {"order_id": null, "author_id": 1, "body": "%s"}""");
    }

    @Test
    void aSecondMessageForAnOrderAndUnknownReferencesAreRefused() {
        var taken = Database.number("select min(order_id) from messages");
        var second = post(body("a").put("order_id", taken));
        assertEquals(409, second.status());
        assertEquals("/order_id", second.json().at("/errors/0/pointer").asText());
        for (var field : new String[] {"order_id", "author_id"}) {
            var unknown = post(body("a").put(field, Long.MAX_VALUE));
            assertEquals(400, unknown.status());
            assertEquals("invalid-body", unknown.code());
            assertEquals("/" + field, unknown.json().at("/errors/0/pointer").asText());
        }
    }
}
