package dev.quire.contract;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// What the service answered, every answer having been checked against the API's description.
public record Answer(Response response, JsonNode json) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /// Sends a request target as it stands, without encoding anything in it.
    public static Answer get(String target) {
        var response = RestAssured.given()
                .urlEncodingEnabled(false)
                .filter(new Conformance())
                .get(target);
        try {
            return new Answer(response, JSON.readTree(response.asByteArray()));
        } catch (IOException e) {
            throw new AssertionError(target + " answered no JSON: " + response.asString(), e);
        }
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
