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

/// Sends the values one by one and collects what is other than the tables say, so that one run names it all. No answer
/// may be one that the API's description does not foresee, or a 5xx.
final class Cells implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Wire wire = new Wire(RestAssured.port);
    private final List<String> surprises = new ArrayList<>();
    private int cells;

    Wire.Reply send(Wire.Ask ask) {
        cells++;
        var reply = wire.send(ask);
        var seen = new Description.Seen(ask.method(), ask.path(), reply.status(), reply::header, reply.body());
        Description.served().objection(seen).ifPresent(objection -> note(ask, reply, objection));
        if (reply.status() >= 500) {
            note(ask, reply, "a failure");
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

    /// Expects the problem, and that it blames this parameter or place in the body; nothing if it is empty.
    void refused(Wire.Ask ask, Wire.Reply reply, int status, String code, String blamed) {
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

    private void note(Wire.Ask ask, Wire.Reply reply, String surprise) {
        var body = reply.body().length() > 300 ? reply.body().substring(0, 300) + "…" : reply.body();
        surprises.add("%s %s %s%s: %s; answered %d %s"
                .formatted(
                        ask.method(),
                        ask.target(),
                        ask.headers(),
                        ask.body() == null ? "" : " " + ask.body(),
                        surprise,
                        reply.status(),
                        body));
    }

    /// @param least how many values must have been sent: a table that is read wrongly proves nothing
    void assertNoSurprise(int least) {
        assertEquals("", String.join("\n", surprises), surprises.size() + " of " + cells + " cells");
        assertEquals(true, cells >= least, cells + " cells are too few");
    }

    @Override
    public void close() {
        wire.close();
    }
}
