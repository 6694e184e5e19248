package dev.quire.contract;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A persistent HTTP connection on which requests are written byte by byte. It has little overhead and can send
/// requests that no client library would. For one thread.
public final class Wire implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;

    private final int port;
    private @Nullable Socket socket;
    private InputStream in = InputStream.nullInputStream();

    public Wire(int port) {
        this.port = port;
    }

    /// @param headers by name in lower case; of a repeated header, the last value
    public record Reply(int status, Map<String, String> headers, String body) {

        public @Nullable String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    /// A request exactly as it is sent.
    ///
    /// @param target the request target, one char per byte
    /// @param headers in this order, one char per byte; `Host` and `Content-Length` are added
    /// @param body one char per byte; null for none
    public record Ask(
            String method,
            String target,
            Map<String, String> headers,
            @Nullable String body) {

        public static Ask get(String target) {
            return new Ask("GET", target, Map.of(), null);
        }

        /// The target without its query.
        public String path() {
            return target.replaceFirst("\\?.*", "");
        }

        byte[] bytes() {
            var head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            if (body != null) {
                head.append("Content-Length: ").append(body.length()).append("\r\n");
            }
            head.append("\r\n").append(body == null ? "" : body);
            return head.toString().getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /// Sends the request and reads the response. If the server has closed the persistent connection, the request is
    /// sent once more over a new one.
    public Reply send(Ask ask) {
        try {
            if (socket != null) {
                try {
                    return exchange(socket, ask);
                } catch (EOFException | SocketException e) {
                    close();
                }
            }
            socket = new Socket("localhost", port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 14);
            return exchange(socket, ask);
        } catch (IOException e) {
            throw new AssertionError(ask.method() + " " + ask.target() + " received no response", e);
        }
    }

    private Reply exchange(Socket socket, Ask ask) throws IOException {
        socket.getOutputStream().write(ask.bytes());
        var status = Integer.parseInt(line().substring(9, 12));
        var headers = new HashMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var bodiless = ask.method().equals("HEAD") || status == 204 || status == 304;
        var reply = new Reply(status, headers, bodiless ? "" : new String(body(headers), StandardCharsets.UTF_8));
        if ("close".equalsIgnoreCase(headers.get("connection"))) {
            close();
        }
        return reply;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (!"chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            var length = headers.get("content-length");
            return length == null ? in.readAllBytes() : exactly(Integer.parseInt(length));
        }
        var body = new ByteArrayOutputStream();
        for (int size = chunk(); size > 0; size = chunk()) {
            body.writeBytes(exactly(size));
            line();
        }
        while (!line().isEmpty()) {
            // Trailers are ignored.
        }
        return body.toByteArray();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().replaceFirst(";.*", ""), 16);
    }

    private byte[] exactly(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("the connection was closed before the end of the body");
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException();
            }
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
                socket = null;
            }
        } catch (IOException e) {
            socket = null; // A socket that fails to close cannot be used again.
        }
    }
}
