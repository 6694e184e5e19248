package dev.quire.oddity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.quire.contract.Description;
import dev.quire.contract.Wire;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Sends the values of the tables one by one and collects all mismatches with the expected results, so that one run
/// reports all of them. A response that does not conform to the OpenAPI document and a 5xx are mismatches, too. A
/// cell is one value in one place. For one thread.
final class Cells implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Wire wire = new Wire(RestAssured.port);
    private final List<String> mismatches = new ArrayList<>();
    private int cells;

    Wire.Reply send(Wire.Ask ask) {
        cells++;
        var reply = wire.send(ask);
        var seen = new Description.Seen(ask.method(), ask.path(), reply.status(), reply::header, reply.body());
        Description.served().objection(seen).ifPresent(objection -> note(ask, reply, objection));
        if (reply.status() >= 500) {
            note(ask, reply, "a server error");
        }
        return reply;
    }

    static JsonNode json(Wire.Reply reply) {
        try {
            return JSON.readTree(reply.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(reply.body(), e);
        }
    }

    /// Expects this problem, with this parameter or JSON pointer in its first error. An empty `blamed` expects no
    /// errors, or an error of the whole body.
    void expectRefusal(Wire.Ask ask, Wire.Reply reply, int status, String code, String blamed) {
        expect(ask, reply, "%d %s blaming '%s'".formatted(status, code, blamed), refusal(reply));
    }

    private static String refusal(Wire.Reply reply) {
        var problem = reply.body().isEmpty() ? JSON.missingNode() : json(reply);
        var blamed = problem.at("/errors/0");
        return "%d %s blaming '%s'"
                .formatted(
                        reply.status(),
                        problem.path("code").asText(),
                        blamed.path("parameter").asText(blamed.path("pointer").asText()));
    }

    void expect(Wire.Ask ask, Wire.Reply reply, Object expected, Object found) {
        if (!Objects.equals(expected, found)) {
            note(ask, reply, "expected " + expected + ", found " + found);
        }
    }

    private void note(Wire.Ask ask, Wire.Reply reply, String mismatch) {
        var body = reply.body().length() > 300 ? reply.body().substring(0, 300) + "…" : reply.body();
        mismatches.add("%s %s %s%s: %s; answered %d %s"
                .formatted(
                        ask.method(),
                        ask.target(),
                        ask.headers(),
                        ask.body() == null ? "" : " " + ask.body(),
                        mismatch,
                        reply.status(),
                        body));
    }

    /// @param minCells the least number of values that must have been sent, to detect a table that is not read
    ///     completely
    void assertNoMismatch(int minCells) {
        assertEquals("", String.join("\n", mismatches), mismatches.size() + " of " + cells + " cells differ");
        assertEquals(true, cells >= minCells, "only " + cells + " cells were sent, expected " + minCells);
    }

    @Override
    public void close() {
        wire.close();
    }
}
