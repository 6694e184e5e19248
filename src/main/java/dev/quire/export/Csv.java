package dev.quire.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.pagination.Field;
import dev.quire.pagination.Times;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Comma-separated values with a header (RFC 4180). Null is an empty field; an empty text is `""`.
///
/// By default, a text that a spreadsheet would run as a formula is prefixed with `'`, which makes it plain text there.
/// Numbers, times and dates are not prefixed, even with a sign.
final class Csv implements Layout {

    private static final String FORMULA = "=+-@\t\r";
    private static final String END = "\r\n";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<Field> fields;
    private final CsvDialect dialect;
    private final ObjectMapper json;
    private final Time time = new Time();

    Csv(List<Field> fields, CsvDialect dialect, ObjectMapper json) {
        this.fields = fields;
        this.dialect = dialect;
        this.json = json;
    }

    @Override
    public void begin(Text text) {
        if (dialect.byteOrderMark()) {
            text.utf8(BYTE_ORDER_MARK);
        }
        var delimiter = String.valueOf(dialect.delimiter());
        text.ascii(fields.stream().map(Field::name).collect(Collectors.joining(delimiter, "", END)));
    }

    @Override
    public void item(@Nullable Object[] row, Text text) {
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                text.octet(dialect.delimiter());
            }
            value(row[i], text);
        }
        text.ascii(END);
    }

    @Override
    public void end(Text text) {}

    private void value(@Nullable Object value, Text text) {
        switch (value) {
            case null -> {}
            case String string -> string(string, text);
            case Long number -> text.number(number);
            case Integer number -> text.number(number);
            case BigDecimal number -> text.ascii(number.toPlainString());
            case Number number -> text.ascii(number.toString());
            case Instant instant -> time.write(instant, text);
            case LocalDate date -> text.ascii(Times.text(date));
            case Enum<?> constant -> string(Field.constantName(constant), text);
            default -> string(written(value), text);
        }
    }

    /// The JSON form of the value; a text without its quotes.
    private String written(Object value) {
        try {
            var node = json.valueToTree(value);
            return node.isValueNode() ? node.asText() : json.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void string(String string, Text text) {
        var formula = dialect.escapesFormulas() && !string.isEmpty() && FORMULA.indexOf(string.charAt(0)) >= 0;
        var safe = formula ? "'" + string : string;
        if (mustBeQuoted(safe)) {
            text.octet('"');
            text.utf8(safe.replace("\"", "\"\""));
            text.octet('"');
        } else {
            text.utf8(safe);
        }
    }

    private boolean mustBeQuoted(String string) {
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == dialect.delimiter() || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return string.isEmpty();
    }
}
