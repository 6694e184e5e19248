package dev.quire.contract;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/// Reads the body of a response from a plain socket, at the pace of the reader. If the connection breaks,
/// everything that arrived before can still be read; client libraries would discard their buffers then. For one
/// thread.
public final class AnswerStream implements AutoCloseable {

    private final Socket socket = new Socket();
    private final InputStream in;
    private final String head;
    private String trailers = "";
    private int left;
    private boolean whole;
    private boolean first = true;

    /// @param headers header lines, each ending in CRLF
    public AnswerStream(int port, String target, String headers) throws IOException {
        socket.setReceiveBufferSize(1 << 16); // A small buffer, so that a slow reader soon blocks the server.
        socket.setSoTimeout(60_000);
        socket.connect(new InetSocketAddress("localhost", port));
        socket.getOutputStream()
                .write("GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n"
                        .formatted(target, headers)
                        .getBytes(StandardCharsets.US_ASCII));
        in = socket.getInputStream();
        head = block();
    }

    public int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    public String head() {
        return head;
    }

    /// The trailers after the body; empty until the end of the body was read.
    public String trailers() {
        return trailers;
    }

    /// Whether the last chunk, which marks the end of the body, was read.
    public boolean isWhole() {
        return whole;
    }

    /// Returns the next bytes of the body, at most `max`. An empty array means the end of the body, or that the
    /// connection broke.
    public byte[] read(int max) {
        try {
            if (left == 0 && !nextChunk()) {
                return new byte[0];
            }
            var octets = new byte[Math.min(max, left)];
            int count = in.read(octets);
            if (count < 0) {
                return new byte[0];
            }
            left -= count;
            return count == octets.length ? octets : Arrays.copyOf(octets, count);
        } catch (IOException e) {
            return new byte[0]; // The connection was reset. What arrived before has been read already.
        }
    }

    /// Reads the rest of the body.
    public byte[] readAll() {
        var all = new ByteArrayOutputStream();
        for (var octets = read(1 << 16); octets.length > 0; octets = read(1 << 16)) {
            all.writeBytes(octets);
        }
        return all.toByteArray();
    }

    private boolean nextChunk() throws IOException {
        if (whole) {
            return false;
        }
        if (!head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
            throw new IllegalStateException(head);
        }
        if (!first) {
            line(); // The CRLF that ends the previous chunk.
        }
        first = false;
        left = Integer.parseInt(line(), 16);
        if (left == 0) {
            trailers = block();
            whole = true;
        }
        return left > 0;
    }

    /// Reads lines up to an empty one.
    private String block() throws IOException {
        var block = new StringBuilder();
        for (var line = line(); !line.isEmpty(); line = line()) {
            block.append(line).append("\r\n");
        }
        return block.toString();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /// Closes the connection, even if the body was not read to its end.
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
