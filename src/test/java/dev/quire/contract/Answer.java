package dev.quire.contract;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A response of the service. Each is validated against the served OpenAPI document.
public record Answer(Response response, JsonNode json) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /// Sends requests unchanged: no URL encoding, and no charset is added to media types.
    private static final RestAssuredConfig PLAIN = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                    .encodeContentTypeAs("application/merge-patch+json", ContentType.TEXT));

    /// Sends a request target unchanged, without encoding it.
    public static Answer get(String target) {
        return send("GET", target, Map.of(), null);
    }

    /// @param body text or bytes; null for none
    public static Answer send(String method, String target, Map<String, String> headers, @Nullable Object body) {
        var request = RestAssured.given()
                .config(PLAIN)
                .urlEncodingEnabled(false)
                .headers(headers)
                .filter(new Conformance());
        switch (body) {
            case null -> {}
            case byte[] bytes -> request.body(bytes);
            default -> request.body(body.toString().getBytes(StandardCharsets.UTF_8));
        }
        var response = request.request(method, target);
        try {
            return new Answer(response, JSON.readTree(response.asByteArray()));
        } catch (IOException e) {
            throw new AssertionError(target + " returned a body that is not JSON: " + response.asString(), e);
        }
    }

    /// Parses JSON without rounding its numbers.
    public static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    /// The value of a header; empty if it is absent.
    public String header(String name) {
        return Objects.requireNonNullElse(response.header(name), "");
    }

    public int status() {
        return response.statusCode();
    }

    public JsonNode meta() {
        return json.get("meta");
    }

    public String code() {
        return json.path("code").asText();
    }

    public List<JsonNode> data() {
        return StreamSupport.stream(json.get("data").spliterator(), false).toList();
    }

    public List<Long> ids() {
        return data().stream().map(item -> item.get("id").asLong()).toList();
    }

    public Map<String, String> links() {
        var links = new LinkedHashMap<String, String>();
        json.get("links")
                .properties()
                .forEach(link -> links.put(link.getKey(), link.getValue().asText()));
        return links;
    }
}
