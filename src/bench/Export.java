import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;

/// Compares an export of all products to `COPY … TO STDOUT` of the same rows as JSON. This program alternates between
/// the two, reads each to the end and discards the data. Prints medians.
///
///     java -cp target/quarkus-app/lib/main/org.postgresql.postgresql-42.7.10.jar src/bench/Export.java \
///         http://localhost:8080 jdbc:postgresql://localhost:5432/quire user password [rounds] [process id]
///
/// Measures a running service, with `QUIRE_RATE_LIMIT_ENABLED=false`; nothing else should load the machine. With its
/// process id, on Linux, also prints its peak memory. Exits with status 1 if an export takes more than twice as long as
/// COPY.
public final class Export {

    private static final String COPY = "copy (select row_to_json(t) from (select id, sku, name, price, created_at,"
            + " updated_at from products order by id) t) to stdout";
    private static final List<String> WAYS = List.of("", "?format=csv", "?format=json", "gzip");
    private static final byte[] END = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private Export() {}

    public static void main(String[] args) throws Exception {
        var service = URI.create(args[0]);
        int rounds = args.length > 4 ? Integer.parseInt(args[4]) : 3;
        var times = new double[WAYS.size() + 1][rounds];
        try (var database = DriverManager.getConnection(args[1], args[2], args[3])) {
            for (int round = 0; round < rounds; round++) {
                times[0][round] = copy(database);
                for (int way = 0; way < WAYS.size(); way++) {
                    times[way + 1][round] = export(service, WAYS.get(way));
                }
            }
        }
        System.out.printf("%-14s %8s %8s%n", "median", "s", "ratio");
        double copied = median(times[0]);
        System.out.printf("%-14s %8.2f%n", "COPY", copied);
        for (int way = 0; way < WAYS.size(); way++) {
            double time = median(times[way + 1]);
            System.out.printf("%-14s %8.2f %8.2f%n", "export " + WAYS.get(way), time, time / copied);
        }
        if (args.length > 5) {
            try (var lines = Files.lines(Path.of("/proc", args[5], "status"))) {
                lines.filter(line -> line.startsWith("VmHWM")).forEach(System.out::println);
            }
        }
        System.exit(median(times[1]) > 2 * copied ? 1 : 0);
    }

    private static double copy(Connection database) throws SQLException, IOException {
        var start = System.nanoTime();
        database.unwrap(PGConnection.class).getCopyAPI().copyOut(COPY, OutputStream.nullOutputStream());
        return seconds(start);
    }

    /// Examines only the last bytes, so that the time is that of sending and not of parsing.
    private static double export(URI service, String way) throws IOException {
        var packed = way.equals("gzip");
        var start = System.nanoTime();
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream()
                    .write("GET /api/products/export%s HTTP/1.1\r\nHost: localhost\r\n%s\r\n"
                            .formatted(packed ? "" : way, packed ? "Accept-Encoding: gzip\r\n" : "")
                            .getBytes(StandardCharsets.US_ASCII));
            awaitEnd(socket.getInputStream());
        }
        return seconds(start);
    }

    private static void awaitEnd(InputStream in) throws IOException {
        var octets = new byte[1 << 16];
        var last = new byte[0];
        while (!Arrays.equals(last, END)) {
            int count = in.read(octets);
            if (count < 0) {
                throw new IOException("the response ended prematurely");
            }
            var seen = Arrays.copyOf(last, last.length + count);
            System.arraycopy(octets, 0, seen, last.length, count);
            last = Arrays.copyOfRange(seen, Math.max(0, seen.length - END.length), seen.length);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
