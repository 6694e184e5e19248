package dev.quire.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.quire.contract.Answer;
import dev.quire.contract.Database;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tests that a client sees its own write in the next list response, although the list was cached before.
@QuarkusTest
class WriteVisibilityTest {

    private static final String LIST = "/api/toys?weight=78&fields=name,weight&count=none";
    private static final int WRITES = 20;

    private static Answer send(String method, String target, String body) {
        return Answer.send(method, target, Map.of("Content-Type", "application/json"), body);
    }

    @Test
    void aWriteIsVisibleInTheNextResponseOfTheSameProcess() {
        var toy = send("POST", "/api/toys", "{\"weight\":78,\"name\":\"0\",\"made_at\":\"2020-01-01T00:00:00Z\"}")
                .header("Location");
        for (int i = 1; i <= WRITES; i++) {
            var before = Answer.get(LIST);
            assertEquals(1, before.data().size());
            assertEquals(
                    200, send("PATCH", toy, "{\"name\":\"%d\"}".formatted(i)).status());
            var after = Answer.get(LIST);
            assertEquals(Integer.toString(i), after.data().get(0).get("name").asText());
            assertNotEquals(before.header("ETag"), after.header("ETag"));
        }
        assertEquals(204, Answer.send("DELETE", toy, Map.of(), null).status());
        assertEquals(0, Answer.get(LIST).data().size());
    }

    @Test
    void aWriteThatIsRefusedOrChangesNothingLeavesTheEntityTagOfTheListUnchanged() {
        var toy = send("POST", "/api/toys", "{\"weight\":79,\"made_at\":\"2020-01-01T00:00:00Z\"}")
                .header("Location");
        var list = LIST.replace("78", "79");
        var tag = Answer.get(list).header("ETag");
        assertEquals(400, send("PATCH", toy, "{\"weight\":-1}").status());
        assertEquals(200, send("PATCH", toy, "{\"weight\":79}").status());
        assertEquals(tag, Answer.get(list).header("ETag"));
        assertEquals(1, Database.number("select count(*) from toys where weight = 79"));
        assertEquals(204, Answer.send("DELETE", toy, Map.of(), null).status());
    }
}
