package dev.quire.listing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.digest.Sha256;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An item as it is answered.
///
/// @param json its text
/// @param etag its strong entity tag, in quotes: a digest of the text, so that whatever changes the item changes the
///     tag, whoever did it
public record ItemBody(String json, String etag) {

    public static ItemBody of(Map<String, @Nullable Object> item, ObjectMapper mapper) {
        try {
            var json = mapper.writeValueAsString(item);
            return new ItemBody(json, '"' + Sha256.name(json) + '"');
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
