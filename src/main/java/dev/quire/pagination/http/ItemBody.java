package dev.quire.pagination.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An item as it is answered.
///
/// @param json its text
/// @param etag its strong entity tag, in quotes: a digest of the text, so that whatever changes the item changes the
///     tag, whoever did it
public record ItemBody(String json, String etag) {

    private static final int DIGEST_LENGTH = 16;

    public static ItemBody of(Map<String, @Nullable Object> item, ObjectMapper mapper) {
        try {
            var json = mapper.writeValueAsString(item);
            var digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            var text = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, DIGEST_LENGTH));
            return new ItemBody(json, '"' + text + '"');
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
