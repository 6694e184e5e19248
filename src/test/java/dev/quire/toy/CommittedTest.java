package dev.quire.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quire.contract.Answer;
import dev.quire.contract.Database;
import dev.quire.editing.Committed;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// What is told of writes, and when.
@QuarkusTest
class CommittedTest {

    @Singleton
    static final class Listener {

        static final List<Set<String>> HEARD = new CopyOnWriteArrayList<>();

        /// Sees what another session sees; then fails, which must not matter.
        void hear(@Observes Committed committed) {
            if (!committed.collections().contains("toys")) {
                return; // Whoever else writes is not to wait for this.
            }
            HEARD.add(committed.collections());
            if (Database.number("select count(*) from toys where weight = 78") > 0) {
                throw new IllegalStateException("on purpose");
            }
        }
    }

    private static Answer send(String method, String target, Object body) {
        return Answer.send(method, target, Map.of("Content-Type", "application/json", "Idempotency-Key", "k"), body);
    }

    @Test
    void everyWriteIsToldOfOnceAfterItsCommitAndNoOther() {
        Listener.HEARD.clear();
        var body = "{\"weight\":78,\"made_at\":\"2020-01-01T00:00:00Z\"}";
        var answer = send("POST", "/api/toys", body);
        assertEquals(201, answer.status());
        assertEquals(List.of(Set.of("toys")), Listener.HEARD);
        assertEquals(201, send("POST", "/api/toys", body).status());
        assertEquals(
                400, send("PATCH", answer.header("Location"), "{\"weight\":-1}").status());
        assertEquals(
                200, send("PATCH", answer.header("Location"), "{\"weight\":78}").status());
        assertEquals(1, Listener.HEARD.size());
        assertEquals(
                204,
                Answer.send("DELETE", answer.header("Location"), Map.of(), null).status());
        assertEquals(2, Listener.HEARD.size());
        Database.write("delete from idempotency_keys");
    }
}
