package dev.quire.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

/// Checks that the total, the page and the links of a list response do not contradict each other.
public final class Totals {

    private Totals() {}

    /// @param of a description of the request, for failure messages
    public static void assertAgree(Answer answer, String of) {
        var meta = answer.meta();
        var text = of + " → " + meta;
        var next = meta.get("has_next").asBoolean();
        var shown = meta.get("count").asLong();
        var total = meta.get("total").asLong();
        assertTrue(total >= (shown == 0 ? 0 : before(meta) + shown + (next ? 1 : 0)), text);
        assertEquals(next, answer.links().containsKey("next"), text);
        if (meta.has("pages")) {
            var pages = meta.get("pages").asLong();
            assertEquals(Math.ceilDiv(total, meta.get("per_page").asLong()), pages, text);
            assertTrue(!next || pages > meta.get("page").asLong(), text);
        }
        if (meta.get("total_relation").asText().equals("eq")
                && !meta.get("mode").asText().equals("cursor")) {
            assertEquals(Math.clamp(total - before(meta), 0, (int) size(meta)), shown, text);
            assertEquals(before(meta) + shown < total, next, text);
            assertEquals(total > 0, answer.links().containsKey("last"), text);
        } else {
            assertFalse(answer.links().containsKey("last"), text);
        }
    }

    private static long size(JsonNode meta) {
        return (meta.has("limit") ? meta.get("limit") : meta.get("per_page")).asLong();
    }

    /// The number of items before the page; in cursor mode a lower bound.
    private static long before(JsonNode meta) {
        return switch (meta.get("mode").asText()) {
            case "page" -> (meta.get("page").asLong() - 1) * size(meta);
            case "offset" -> meta.get("offset").asLong();
            default -> meta.get("has_prev").asBoolean() ? 1 : 0;
        };
    }
}
