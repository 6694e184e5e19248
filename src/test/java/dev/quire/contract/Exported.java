package dev.quire.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// An NDJSON export, parsed the way a careful client does: the count and digest of each mark are checked against
/// the lines before it.
///
/// @param lines the items, one per line
/// @param checkpoints in the order of the text
/// @param end the end mark; a JSON null if the text is truncated
public record Exported(List<String> lines, List<Checkpoint> checkpoints, JsonNode end) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /// @param lines the number of items before it
    public record Checkpoint(int lines, String cursor, JsonNode state) {}

    public static Exported of(String text) {
        return of(text, 0, "");
    }

    /// Parses an export that was resumed at a checkpoint.
    public static Exported after(Checkpoint checkpoint, String text) {
        return of(
                text,
                checkpoint.state().get("count").asLong(),
                checkpoint.state().get("sha256").asText());
    }

    private static Exported of(String text, long count, String sha256) {
        var lines = new ArrayList<String>();
        var checkpoints = new ArrayList<Checkpoint>();
        var since = new StringBuilder();
        var digest = sha256;
        for (var line : text.split("(?<=\n)", -1)) {
            if (!line.endsWith("\n")) {
                break; // The text was truncated within a line.
            }
            if (!line.startsWith("{\"_")) {
                lines.add(line);
                since.append(line);
                continue;
            }
            var mark = json(line).properties().iterator().next();
            digest = sha256(digest + since);
            since.setLength(0);
            assertEquals(count + lines.size(), mark.getValue().get("count").asLong(), line);
            assertEquals(digest, mark.getValue().get("sha256").asText(), line);
            if (mark.getKey().equals("_end")) {
                assertTrue(text.endsWith(line), "the end mark is not the last line");
                return new Exported(lines, checkpoints, mark.getValue());
            }
            assertEquals("_checkpoint", mark.getKey());
            checkpoints.add(
                    new Checkpoint(lines.size(), mark.getValue().get("cursor").asText(), mark.getValue()));
        }
        return new Exported(lines, checkpoints, JSON.nullNode());
    }

    public boolean isWhole() {
        return end.isObject();
    }

    public List<Long> ids() {
        return lines.stream().map(line -> json(line).get("id").asLong()).toList();
    }

    static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    public static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
