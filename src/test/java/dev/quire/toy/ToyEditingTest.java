package dev.quire.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.TestServers;
import dev.quire.contract.Answer;
import dev.quire.contract.Database;
import dev.quire.contract.EditingContract;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
class ToyEditingTest extends EditingContract {

    ToyEditingTest() {
        super("/api/toys", "toys", "name", """
                {"name": "%s", "price": 1.10, "weight": 77, "made_at": "2020-02-29T23:59:59.123456Z"}""");
    }

    @Test
    @Timeout(30)
    void whatAnotherSessionHoldsIsNotWaitedForForLong() throws SQLException {
        var toy = created("a");
        var id = Answer.get(toy).json().get("id").asLong();
        try (var other = TestServers.sharedDatabase().getConnection();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1 from toys where id = %d for update".formatted(id));
            var start = Instant.now();
            var answer = send("PATCH", toy, "{\"name\": \"b\"}");
            assertEquals(409, answer.status());
            assertEquals("conflict", answer.code());
            assertTrue(answer.json().get("detail").asText().contains("try again"));
            assertEquals(409, send("DELETE", toy, null).status());
            assertTrue(Duration.between(start, Instant.now()).toSeconds() < 12);
        }
        assertEquals("a", Answer.get(toy).json().get("name").asText());
        assertEquals(200, send("PATCH", toy, "{\"name\": \"b\"}").status());
    }

    /// One that ends at the commit, one that only reads since another took over.
    @Test
    void aDatabaseThatGoesAwayWithinAWriteIsUnavailable() {
        for (var end : List.of("perform pg_terminate_backend(pg_backend_pid())", "raise sqlstate '25006'")) {
            Database.write(
                    "create function go_away() returns trigger language plpgsql as $$ begin %s; return null; end $$"
                            .formatted(end));
            Database.write("create constraint trigger go_away after insert on toys deferrable initially deferred"
                    + " for each row execute function go_away()");
            try {
                var answer = post(body("gone"));
                assertEquals(503, answer.status(), answer.json().toString());
                assertEquals("unavailable", answer.code());
            } finally {
                Database.write("drop function go_away cascade");
            }
            assertEquals(0, Database.number("select count(*) from toys where name = 'gone'"));
        }
    }
}
