package dev.quire.contract;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A request written byte by byte, for what no client library would send.
public final class RawHttp {

    public record Answer(int status, String head, String body) {}

    private RawHttp() {}

    /// @param target the request target, one char a byte
    public static Answer get(String target) {
        return send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    public static Answer send(String request) {
        return send(RestAssured.port, request);
    }

    /// @param request asks for the connection to be closed after the answer
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
}
