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

/// Makes an invoice line of the columns of the Online Retail data. What passes here passes the database.
final class LineParser {

    static final List<String> COLUMNS = List.of(
            "InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country");

    /// In bytes; the tables hold no longer text that items are sorted by, so that a cursor can always carry it.
    static final int LONGEST_TEXT = 200;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern PRICE = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,8})?");
    private static final Pattern CUSTOMER = Pattern.compile("([0-9]{1,9})(\\.0)?");

    private LineParser() {}

    /// @throws BadLine if a column is missing, surplus or not what it should be
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
            // The calendar of SQL has no year 0.
            if (time.getYear() >= 1 && time.getYear() <= 9999) {
                return time;
            }
        } catch (DateTimeException e) {
            // Said below.
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

    /// Why a line cannot be loaded. One is made for every such line, so it carries no stack.
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
