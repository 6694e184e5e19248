import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/// A minimal HTTP client that sends one request at a time. It uses little CPU, so that it does not distort the
/// measurement.
final class Connection implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private int retryAfter;

    Connection(String host, int port) throws IOException {
        socket = new Socket(host, port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /// Sends a request, and returns the status of the response.
    int get(String target) throws IOException {
        out.write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(ISO_8859_1));
        var status = Integer.parseInt(line(in).split(" ")[1]);
        var length = 0;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            length = value(header, "content-length:", length);
            retryAfter = value(header, "retry-after:", retryAfter);
        }
        in.skipNBytes(length);
        return status;
    }

    /// The Retry-After header of the latest response that had one, in seconds.
    int retryAfter() {
        return retryAfter;
    }

    private static int value(String header, String name, int otherwise) {
        return header.regionMatches(true, 0, name, 0, name.length())
                ? Integer.parseInt(header.substring(name.length()).strip())
                : otherwise;
    }

    /// Reads a line, without the line break.
    static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException();
            }
            line.write(octet);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
