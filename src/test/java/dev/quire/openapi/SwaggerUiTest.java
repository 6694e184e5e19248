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
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Swagger UI sends if a reader clicks on *Try it out* and *Execute* and changes nothing in between.
@QuarkusTest
@TestProfile(OtherSettings.class)
class SwaggerUiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Defines `execute(id)`, which returns the URL and the status that the page shows after the two clicks. It closes
    /// the operation again, because the page becomes slow with many open ones.
    private static final String EXECUTE = """
            const found = async (root, selector) => {
                for (let until = Date.now() + 60000; Date.now() < until; await new Promise(next => setTimeout(next, 20))) {
                    const element = root.querySelector(selector)
                    if (element) return element
                }
                throw new Error(selector + ' is not in ' + root.outerHTML)
            }
            const execute = async id => {
                const operation = await found(document, '#' + CSS.escape(id))
                const summary = operation.querySelector('.opblock-summary-control')
                summary.click();
                (await found(operation, '.try-out__btn')).click();
                (await found(operation, '.execute')).click()
                const status = await found(operation, '.live-responses-table tbody .response-col_status')
                const shown = { url: operation.querySelector('.request-url pre').textContent, status: status.textContent }
                summary.click()
                return shown
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
            for (var operation : reads()) {
                var shown = browser.evaluate("execute('%s')".formatted(operation));
                statuses.put(shown.get("url").asText(), shown.get("status").asText());
            }
        }
        assertEquals(Set.of("200"), Set.copyOf(statuses.values()), statuses.toString());
        assertTrue(statuses.size() >= 24, statuses.toString());
    }

    /// The GET operations of the checked-in document, by the ids that Swagger UI gives them.
    private static List<String> reads() throws IOException {
        var paths =
                JSON.readTree(Path.of("src/main/docs/openapi.json").toFile()).get("paths");
        return paths.findValues("get").stream()
                .map(get -> "operations-%s-%s"
                        .formatted(
                                get.at("/tags/0").asText(),
                                get.get("operationId").asText()))
                .toList();
    }
}
