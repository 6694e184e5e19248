package dev.quire.contract;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// Sends a request byte by byte over a new socket, for tests of requests that no client library would send.
public final class RawHttp {

    public record Answer(int status, String head, String body) {}

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d+)");

    private RawHttp() {}

    /// @param target the request target, one char per byte
    public static Answer get(String target) {
        return send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    public static Answer send(String request) {
        return send(RestAssured.port, request);
    }

    /// @param request must contain `Connection: close`, as the response is read to the end of the connection
    public static Answer send(int port, String request) {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var end = answer.indexOf("\r\n\r\n");
            return new Answer(
                    Integer.parseInt(answer.substring(9, 12)), answer.substring(0, end), answer.substring(end + 4));
        } catch (IOException e) {
            throw new AssertionError(request, e);
        }
    }

    /// Returns the statuses of all responses until the server closes the connection.
    ///
    /// @param messages each is sent once the first byte of the response to the previous one has arrived
    public static List<String> statuses(String... messages) {
        var answers = new StringBuilder();
        try (var socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(60_000);
            for (var message : messages) {
                socket.getOutputStream().write(message.getBytes(StandardCharsets.ISO_8859_1));
                answers.append((char) socket.getInputStream().read());
            }
            answers.append(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new AssertionError(String.join("", messages), e);
        }
        return STATUS.matcher(answers).results().map(result -> result.group(1)).toList();
    }
}
