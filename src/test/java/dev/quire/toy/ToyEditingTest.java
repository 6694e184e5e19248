package dev.quire.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quire.contract.Answer;
import dev.quire.contract.Database;
import dev.quire.contract.EditingContract;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ToyEditingTest extends EditingContract {

    ToyEditingTest() {
        super("/api/toys", "toys", "name", """
                {"name": "%s", "price": 1.10, "weight": 77, "made_at": "2020-02-29T23:59:59.123456Z"}""");
    }

    @Test
    void aDecimalBeyondThePrecisionOfADoubleSurvivesARoundTripAsAString() {
        var item = created("exact");
        var price = "12345678901234567890.1234567891";
        for (var method : List.of("PUT", "PATCH")) {
            var patched = send(method, item, body("exact").put("price", price));
            assertEquals(200, patched.status(), patched.json().toString());
            assertEquals(
                    price,
                    Answer.get(item + "?numbers=strings").json().get("price").textValue());
            assertEquals(
                    price, Answer.get(item).json().get("price").decimalValue().toPlainString());
        }
        assertEquals(400, send("PATCH", item, "{\"weight\": \"7\"}").status());
    }

    /// Covers a session that is terminated at the commit, and a server that is read-only after a failover.
    @Test
    void aDatabaseFailureDuringAWriteIsAnsweredWith503() {
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
