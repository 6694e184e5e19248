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

/// Reads an export as a client does that wants all of it: it keeps what stands before a checkpoint, checks it, and goes
/// on from there when the answer breaks off.
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

    /// Goes on at this service.
    ///
    /// @param octets after how many to pause, once
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
            assertEquals(whole, stream.isWhole(), "the end of the answer and the mark at its end disagree");
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
            mark(JSON.readTree(octets));
        } else {
            pending.write(octets);
        }
    }

    private void mark(JsonNode json) {
        var mark = json.properties().iterator().next();
        var since = pending.toString(StandardCharsets.UTF_8);
        digest = Exported.sha256(digest + since);
        assertEquals(digest, mark.getValue().get("sha256").asText());
        since.lines().forEach(item -> ids.add(Long.parseLong(item.substring(6, item.indexOf(',')))));
        assertEquals(ids.size(), mark.getValue().get("count").asInt());
        pending.reset();
        cursor = mark.getValue().get("cursor").asText();
        assertTrue(!whole, "something follows the end");
        whole = mark.getKey().equals("_end");
    }

    boolean isWhole() {
        return whole;
    }

    List<Long> ids() {
        return ids;
    }

    /// What tells whether two readers have got the same.
    String result() {
        return ids.size() + " " + digest;
    }
}
