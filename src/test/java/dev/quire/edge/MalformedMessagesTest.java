package dev.quire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.contract.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sends the messages of `malformed-messages.txt`, byte for byte.
@QuarkusTest
class MalformedMessagesTest {

    private static final Path TABLE = Path.of("src/test/resources/malformed-messages.txt");
    private static final String GET = "GET /api/products?per_page=1 HTTP/1.1\r\nHost: localhost\r\n";
    private static final String POST =
            "POST /api/products HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    private static final Pattern REPEATED = Pattern.compile("\\{(\\d+) ([^}]*)}");
    private static final Pattern BYTE = Pattern.compile("\\\\(?:([rnt])|x([0-9a-f]{2}))");
    private static final List<String> IN_EVERY_ANSWER = List.of(
            "\r\nX-Request-Id: ",
            "\r\nX-Content-Type-Options: nosniff\r\n",
            "\r\nContent-Security-Policy: ",
            "\r\nContent-Type: application/problem+json\r\n",
            "\"type\":\"urn:quire:problem:");

    /// The request after the malformed message. It must not be answered if the connection has to end.
    private static final String NEXT = "GET /next HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    /// Requests to send just before the malformed message; each is answered with 404.
    private static final List<String> BEFORE = List.of(
            "",
            "GET /before HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "POST /api/before HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}",
            String.join(
                    "\r\n",
                    "POST /api/before HTTP/1.1",
                    "Host: localhost",
                    "Transfer-Encoding: chunked",
                    "",
                    "8",
                    "{\r\n\r\n\r\n}",
                    "2;a=b",
                    "\r\n",
                    "0",
                    "A: b",
                    "",
                    ""));

    record Malformed(String status, boolean goesOn, String name, String message) {

        static Malformed parsed(String row) {
            var columns = row.split("\\|", 3);
            var status = columns[0].strip();
            return new Malformed(
                    status.replace("+", ""),
                    status.endsWith("+"),
                    columns[1].strip(),
                    bytes(columns[2].substring(1).replace("{get}", GET).replace("{post}", POST)));
        }

        private static String bytes(String written) {
            var whole = REPEATED.matcher(written)
                    .replaceAll(part -> part.group(2).replace("\\", "\\\\").repeat(Integer.parseInt(part.group(1))));
            return BYTE.matcher(whole).replaceAll(part -> switch (part.group().charAt(1)) {
                case 'r' -> "\r";
                case 'n' -> "\n";
                case 't' -> "\t";
                default -> String.valueOf((char) Integer.parseInt(part.group(2), 16));
            });
        }

        List<String> statuses(String before) {
            var statuses = new ArrayList<>(List.of(status));
            if (!before.isEmpty()) {
                statuses.addFirst("404");
            }
            if (goesOn) {
                statuses.add("404");
            }
            return statuses;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Malformed> table() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(row -> !row.startsWith("#"))
                .map(Malformed::parsed)
                .toList();
    }

    /// Returns everything received until the connection ends.
    private static String exchanged(String messages) {
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(messages.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(messages, e);
        }
    }

    private static List<String> answers(String messages) {
        return List.of(exchanged(messages).split("(?=HTTP/1\\.[01] \\d{3} )"));
    }

    private static List<String> statuses(List<String> answers) {
        return answers.stream().map(answer -> answer.substring(9, 12)).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void aMalformedMessageIsRefusedAndNothingInItIsTakenForARequest(Malformed malformed) {
        for (var before : BEFORE) {
            var answers = answers(before + malformed.message() + NEXT);
            assertEquals(malformed.statuses(before), statuses(answers), answers.toString());
            for (var answer : answers) {
                for (var part : IN_EVERY_ANSWER) {
                    assertTrue(answer.contains(part), answer);
                }
                assertFalse(answer.contains("/smuggled"), answer);
            }
        }
    }

    @Test
    void theTableHasAtLeastSixtyMessagesEachWithANameOfItsOwn() throws IOException {
        var names = table().stream().map(Malformed::name).distinct().toList();
        assertEquals(table().size(), names.size());
        assertTrue(names.size() >= 60, names.size() + " messages");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GET + "\r\n",
                "\r\n\r\n" + GET + "\r\n",
                "GET /api/products?per_page=1 HTTP/1.0\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n",
                "GET http://localhost/api/products?per_page=1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /api/products?per_page=1 HTTP/1.1\r\nhOsT:localhost\r\nAccept:\t*/* \r\nEmpty:\r\n\r\n",
                GET + "Content-Length: 0\r\n\r\n",
                GET + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                        + "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n\r\n"
            })
    void whatIsUnusualAndPlainIsServed(String message) {
        assertEquals(List.of("200", "404"), statuses(answers(message + NEXT)));
    }

    @Test
    void aMessageMayComeByteByByte() throws IOException {
        var messages = String.join("", BEFORE) + NEXT;
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setTcpNoDelay(true);
            for (var octet : messages.getBytes(StandardCharsets.ISO_8859_1)) {
                socket.getOutputStream().write(octet);
            }
            var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(5, answers.split("HTTP/1.1 404 ", -1).length, answers);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() {
        var three = Stream.of("one", "two", "three")
                .map(name -> "GET /" + name + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .reduce("", String::concat);
        assertEquals(
                List.of("/one", "/two", "/three", "/next"),
                Pattern.compile("\"instance\":\"([^\"]*)")
                        .matcher(exchanged(three + NEXT))
                        .results()
                        .map(path -> path.group(1))
                        .toList());
    }

    @Test
    void moreRequestsThanMayWaitAreRefusedAndTheOthersAnswered() {
        var statuses = statuses(answers("GET /probe/slow HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + "GET /nope HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(40) + NEXT));
        assertEquals(List.of("200", "404", "400"), statuses.stream().distinct().toList());
        assertEquals(33, statuses.size());
    }

    @Test
    void aHundredValuesOfAFilterFitIntoAnAddress() {
        var values = String.join(",", Collections.nCopies(100, "x".repeat(120)));
        assertEquals(200, RawHttp.get("/api/products?name%5Bin%5D=" + values).status());
    }
}
