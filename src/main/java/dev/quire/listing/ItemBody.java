package dev.quire.listing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.digest.Sha256;
import dev.quire.pagination.NumberForm;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The body of an item response.
///
/// @param json the item as JSON
/// @param etag the strong entity tag, in quotes. It is a digest of the JSON, so it changes with every change of the
///     item, even one that bypasses this service
public record ItemBody(String json, String etag) {

    public static ItemBody of(Map<String, @Nullable Object> item, NumberForm numbers, ObjectMapper mapper) {
        try {
            var json = mapper.writeValueAsString(numbers.item(item));
            return new ItemBody(json, '"' + Sha256.name(json) + '"');
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
