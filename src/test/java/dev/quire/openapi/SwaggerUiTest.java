package dev.quire.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.OtherSettings;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Swagger UI sends if a reader clicks on *Try it out* and *Execute* and changes nothing in between.
@QuarkusTest
@TestProfile(OtherSettings.class)
class SwaggerUiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Defines `execute(id)`, which returns the URL and the status that the page shows after the two clicks.
    private static final String EXECUTE = """
            const found = async (root, selector) => {
                for (let until = Date.now() + 60000; Date.now() < until; await new Promise(requestAnimationFrame)) {
                    const element = root.querySelector(selector)
                    if (element) return element
                }
                throw new Error(selector + ' is not in ' + root.outerHTML)
            }
            const execute = async id => {
                const operation = await found(document, '#' + CSS.escape(id))
                operation.querySelector('.opblock-summary-control').click();
                (await found(operation, '.try-out__btn')).click();
                (await found(operation, '.execute')).click()
                const status = await found(operation, '.live-responses-table tbody .response-col_status')
                return { url: operation.querySelector('.request-url pre').textContent, status: status.textContent }
            }
            """;

    @TempDir
    Path profile;

    @Test
    void executeWithNothingTouchedIs200() throws IOException, InterruptedException {
        var chromium = Browser.installed();
        assumeTrue(chromium.isPresent(), "Needs Chromium, Debian's package chromium");
        var statuses = new TreeMap<String, String>();
        try (var browser = new Browser(chromium.get(), profile)) {
            browser.withoutBodies("*/export*");
            browser.open(URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/q/swagger-ui"));
            browser.evaluate(EXECUTE);
            for (var operation : reads().entrySet()) {
                var shown = browser.evaluate("execute('%s')".formatted(operation.getKey()));
                System.out.println(operation + " " + shown);
                statuses.put(operation.getValue(), shown.get("status").asText());
            }
            Files.write(Path.of("target/swagger-ui.png"), browser.screenshot());
        }
        statuses.values().removeIf("200"::equals);
        assertEquals(Map.of(), statuses);
    }

    /// The paths of all GET operations, by the ids that Swagger UI gives them.
    private static Map<String, String> reads() throws IOException {
        var reads = new TreeMap<String, String>();
        for (var path : JSON.readTree(RestAssured.get("/q/openapi?format=json").asString())
                .get("paths")
                .properties()) {
            var get = path.getValue().get("get");
            reads.put(
                    "operations-%s-%s"
                            .formatted(
                                    get.at("/tags/0").asText(),
                                    get.get("operationId").asText()),
                    path.getKey());
        }
        assertTrue(reads.size() > 24, reads.toString());
        return reads;
    }
}
