package dev.quire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.contract.RawHttp;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Runs the service with short timeouts and few connections. The tests wait for timeouts but do not measure them.
@QuarkusTest
@TestProfile(ConnectionsTest.Impatient.class)
@Timeout(120)
class ConnectionsTest {

    static final int SHARE = 20;

    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quire.connections.head-timeout", "2s",
                    "quire.connections.body-timeout", "1s",
                    "quire.connections.idle-timeout", "1s",
                    "quire.connections.patience", "1s",
                    "quire.connections.max-per-address", Integer.toString(SHARE));
        }
    }

    private static final String GET = "GET /api/products?per_page=1 HTTP/1.1\r\nHost: localhost\r\n";
    private static final String POST =
            "POST /api/products HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

    @Inject
    MeterRegistry meters;

    private static Socket connect() throws IOException {
        var socket = new Socket("localhost", RestAssured.port);
        socket.setSoTimeout(60_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// Reads until the connection ends.
    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /// Sends the message again if a busy machine delayed it beyond the timeout.
    private static String asked(String message) throws IOException {
        var answer = "";
        while (answer.isEmpty() || answer.startsWith("HTTP/1.1 408")) {
            try (var socket = connect()) {
                write(socket, message);
                answer = rest(socket);
            } catch (SocketException e) {
                answer = ""; // The connection was closed before the request was sent.
            }
        }
        return answer;
    }

    private static void assertLate(String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 408"), answer);
        assertTrue(answer.contains("\"code\":\"request-timeout\""), answer);
    }

    @Test
    void whoSaysNothingIsLeft() throws IOException {
        try (var socket = connect()) {
            assertEquals("", rest(socket));
        }
    }

    @Test
    void aHeadThatDoesNotEndIsRefused() throws IOException {
        try (var socket = connect()) {
            write(socket, "GET /api/products HT");
            assertLate(rest(socket));
        }
    }

    @Test
    void aHeadThatDripsIsRefused() throws Exception {
        try (var socket = connect()) {
            socket.setTcpNoDelay(true);
            write(socket, "GET /");
            while (socket.getInputStream().available() == 0) {
                write(socket, "a");
                Thread.sleep(50);
            }
            assertLate(rest(socket));
        }
    }

    @Test
    void aBodyThatDoesNotEndIsRefused() throws IOException {
        for (var body : new String[] {
            "Content-Length: 50\r\n\r\n{",
            "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n{",
            "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"
        }) {
            try (var socket = connect()) {
                write(socket, POST + body);
                assertLate(rest(socket));
            }
        }
    }

    @Test
    void aConnectionThatRestsIsClosed() throws IOException {
        assertTrue(asked(GET + "\r\n").startsWith("HTTP/1.1 200"));
    }

    @Test
    void anAnswerMayTakeLongerThanAllOfThese() throws IOException {
        assertTrue(asked("GET /probe/slow HTTP/1.1\r\nHost: localhost\r\n\r\n").endsWith("at last"));
    }

    @Test
    void whoTakesNothingOfAnAnswerIsCutOff() throws Exception {
        var cut = meters.counter("quire.connections.cut", "late", "stalled");
        var before = cut.count();
        while (cut.count() == before) {
            try (var socket = new Socket()) {
                socket.setReceiveBufferSize(4096);
                socket.connect(new InetSocketAddress("localhost", RestAssured.port));
                write(socket, "GET /api/items/export HTTP/1.1\r\nHost: localhost\r\n\r\n");
                for (int i = 0; i < 80 && cut.count() == before; i++) {
                    Thread.sleep(50);
                }
            }
        }
        assertTrue(asked(GET + "Connection: close\r\n\r\n").startsWith("HTTP/1.1 200"));
    }

    @Test
    void whatFollowsTheLastRequestIsNotRead() throws IOException {
        for (var follower :
                List.of("no request", GET + "\r\n", POST + "Content-Length: 100000\r\n\r\n" + "x".repeat(90_000))) {
            assertEquals(List.of("200"), RawHttp.statuses(GET + "Connection: close\r\n\r\n" + follower));
        }
    }

    /// The answer refuses the method, because it is sent before the malformed body is read.
    @Test
    void aRequestWithAMalformedBodyHasOneAnswer() throws IOException {
        var malformed = "POST /nothing HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nX\r\n";
        assertEquals(List.of("405"), RawHttp.statuses(malformed));
        assertEquals(
                List.of("404", "405"),
                RawHttp.statuses("GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n" + malformed));
    }

    @Test
    void anAddressHasNoMoreConnectionsThanItsShareAndHasThemBack() throws Exception {
        for (int round = 0; round < 3; round++) {
            var before = refused();
            var held = new ArrayList<Socket>();
            for (int i = 0; i < 3 * SHARE; i++) {
                held.add(connect());
            }
            do {
                var connected = meters.get("quire.connections").gauge().value();
                assertTrue(connected <= SHARE, connected + " are connected");
            } while (refused() == before);
            for (var socket : held) {
                socket.close();
            }
            assertTrue(asked(GET + "Connection: close\r\n\r\n").startsWith("HTTP/1.1 200"));
        }
    }

    private double refused() {
        return meters.counter("quire.connections.refused").count();
    }
}
