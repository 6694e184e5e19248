package dev.quire.shop.retail;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses the columns of the Online Retail data. A line that it accepts is also accepted by the constraints of the
/// database.
final class LineParser {

    static final List<String> COLUMNS = List.of(
            "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country");

    /// The maximum length of a text, in UTF-8 bytes. Texts that collections are sorted by are limited to this length so
    /// that they fit into a cursor.
    static final int LONGEST_TEXT = 200;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern PRICE = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,8})?");
    private static final Pattern CUSTOMER = Pattern.compile("([0-9]{1,9})(\\.0)?");

    private LineParser() {}

    /// @throws BadLine if there are too few or too many columns, or a value is invalid
    static InvoiceLine parse(List<String> values) throws BadLine {
        if (values.size() != COLUMNS.size()) {
            throw new BadLine(values.size() + " columns instead of " + COLUMNS.size());
        }
        return new InvoiceLine(
                required(0, values),
                required(1, values),
                text(2, values),
                quantity(values),
                time(values),
                price(values),
                username(values),
                required(7, values));
    }

    private static @Nullable String text(int column, List<String> values) throws BadLine {
        String text = values.get(column).strip();
        if (text.length() > LONGEST_TEXT / 3 && text.getBytes(StandardCharsets.UTF_8).length > LONGEST_TEXT) {
            throw new BadLine(COLUMNS.get(column) + " is longer than " + LONGEST_TEXT + " bytes");
        }
        return text.isEmpty() ? null : text;
    }

    private static String required(int column, List<String> values) throws BadLine {
        String text = text(column, values);
        if (text == null) {
            throw new BadLine(COLUMNS.get(column) + " is empty");
        }
        return text;
    }

    private static int quantity(List<String> values) throws BadLine {
        try {
            return Integer.parseInt(values.get(3).strip());
        } catch (NumberFormatException e) {
            throw bad(3, values, "a whole number");
        }
    }

    private static LocalDateTime time(List<String> values) throws BadLine {
        try {
            var time = LocalDateTime.parse(values.get(4).strip(), TIME);
            // SQL timestamps have no year 0.
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return time;
            }
        } catch (DateTimeException e) {
            // Reported below.
        }
        throw bad(4, values, "a time like 2010-12-01 08:26:00");
    }

    private static BigDecimal price(List<String> values) throws BadLine {
        String price = values.get(5).strip();
        if (!PRICE.matcher(price).matches()) {
            throw bad(5, values, "a price");
        }
        return new BigDecimal(price);
    }

    private static @Nullable String username(List<String> values) throws BadLine {
        String customer = values.get(6).strip();
        if (customer.isEmpty()) {
            return null;
        }
        var number = CUSTOMER.matcher(customer);
        if (!number.matches()) {
            throw bad(6, values, "a customer number");
        }
        return "c" + Integer.parseInt(number.group(1));
    }

    private static BadLine bad(int column, List<String> values, String expected) {
        String value = values.get(column);
        String shown = value.length() > 40 ? value.substring(0, 40) + "…" : value;
        return new BadLine(COLUMNS.get(column) + " is not " + expected + ": '" + shown + "'");
    }

    /// The reason why a line cannot be loaded. It has no stack trace, because one is created for every rejected line.
    static final class BadLine extends Exception {

        private static final long serialVersionUID = 1;

        BadLine(String reason) {
            super(reason, null, false, false);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }
}
