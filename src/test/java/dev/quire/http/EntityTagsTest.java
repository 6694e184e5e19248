package dev.quire.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntityTagsTest {

    @Test
    void thousandsOfTagsAreRead() {
        var tags = Collections.nCopies(5000, "W/\"x\"");
        assertEquals(
                tags,
                EntityTags.parse(List.of(String.join(" , ", tags)))
                        .orElseThrow()
                        .tags());
        assertTrue(EntityTags.parse(List.of(String.join(",", tags) + ",x")).isEmpty());
    }

    @Test
    void emptyElementsOfTheListAreNoTags() {
        assertEquals(
                List.of("\"a\"", "W/\"b\""),
                EntityTags.parse(List.of(" ,, \"a\" ,,", "W/\"b\" , ,"))
                        .orElseThrow()
                        .tags());
        for (var malformed : List.of("", ",", "\"a\" \"b\"", "a", "\"a", "w/\"a\"")) {
            assertTrue(EntityTags.parse(List.of(malformed)).isEmpty(), malformed);
        }
    }
}
