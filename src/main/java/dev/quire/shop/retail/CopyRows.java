package dev.quire.shop.retail;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Writes rows to a table with `COPY`, in PostgreSQL's text format. If it is closed before [#finish], nothing is
/// copied.
final class CopyRows implements AutoCloseable {

    private static final int FLUSH = 65_536;

    private final CopyIn copy;
    private final StringBuilder buffer = new StringBuilder(FLUSH + 8192);

    /// @param target the table, optionally followed by the columns in parentheses
    CopyRows(Connection connection, String target) throws SQLException {
        this.copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + target + " from stdin with (encoding 'UTF8')");
    }

    void add(@Nullable Object... values) throws SQLException {
        char separator = 0;
        for (Object value : values) {
            if (separator != 0) {
                buffer.append(separator);
            }
            separator = '\t';
            if (value == null) {
                buffer.append("\\N");
            } else {
                escape(value.toString());
            }
        }
        buffer.append('\n');
        if (buffer.length() > FLUSH) {
            flush();
        }
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> buffer.append("\\\\");
                case '\t' -> buffer.append("\\t");
                case '\n' -> buffer.append("\\n");
                case '\r' -> buffer.append("\\r");
                default -> buffer.append(c);
            }
        }
    }

    private void flush() throws SQLException {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        buffer.setLength(0);
    }

    /// @return the number of copied rows
    long finish() throws SQLException {
        flush();
        return copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
