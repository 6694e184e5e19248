package dev.quire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.contract.AnswerStream;
import dev.quire.contract.Exported;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A client that reads a whole export. It verifies the items before each checkpoint and keeps them. When a response
/// breaks off, it resumes the export after the last checkpoint.
final class ResumingReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Long> ids = new ArrayList<>();
    private ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private ByteArrayOutputStream line = new ByteArrayOutputStream();
    private String digest = "";
    private @Nullable String cursor;
    private boolean whole;

    @FunctionalInterface
    interface Pause {
        void take() throws InterruptedException;
    }

    /// Starts or resumes the export at the service on this port, and reads until the response ends or breaks off.
    ///
    /// @param octets the number of bytes after which to pause, once
    void read(int port, String target, int octets, Pause pause) throws IOException, InterruptedException {
        pending = new ByteArrayOutputStream();
        line = new ByteArrayOutputStream();
        try (var stream = new AnswerStream(port, cursor == null ? target : target + "&cursor=" + cursor, "")) {
            long read = 0;
            boolean paused = false;
            for (var some = stream.read(1 << 16); some.length > 0; some = stream.read(1 << 16)) {
                for (byte octet : some) {
                    take(octet);
                }
                read += some.length;
                if (!paused && read > octets) {
                    paused = true;
                    pause.take();
                }
            }
            assertEquals(whole, stream.isWhole(), "the end record must be present exactly if the response is complete");
        }
    }

    private void take(byte octet) throws IOException {
        line.write(octet);
        if (octet != '\n') {
            return;
        }
        var octets = line.toByteArray();
        line.reset();
        if (octets[2] == '_') {
            checkpoint(JSON.readTree(octets));
        } else {
            pending.write(octets);
        }
    }

    private void checkpoint(JsonNode json) {
        var checkpoint = json.properties().iterator().next();
        var since = pending.toString(StandardCharsets.UTF_8);
        digest = Exported.sha256(digest + since);
        assertEquals(digest, checkpoint.getValue().get("sha256").asText());
        since.lines().forEach(item -> ids.add(Long.parseLong(item.substring(6, item.indexOf(',')))));
        assertEquals(ids.size(), checkpoint.getValue().get("count").asInt());
        pending.reset();
        cursor = checkpoint.getValue().get("cursor").asText();
        assertTrue(!whole, "data follows the end record");
        whole = checkpoint.getKey().equals("_end");
    }

    boolean isWhole() {
        return whole;
    }

    List<Long> ids() {
        return ids;
    }

    /// Count and digest of the items. Equal for two readers that have read the same items.
    String result() {
        return ids.size() + " " + digest;
    }
}
