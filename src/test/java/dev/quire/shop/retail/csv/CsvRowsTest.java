package dev.quire.shop.retail.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quire.shop.retail.csv.CsvRow.Fields;
import dev.quire.shop.retail.csv.CsvRow.Malformed;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRowsTest {

    @Test
    void recordsHaveTheNumberOfTheirFirstLine() throws IOException {
        assertEquals(
                List.of(
                        new Fields(1, "a,b", List.of("a", "b")),
                        new Fields(2, "\"c\nd\",e", List.of("c\nd", "e")),
                        new Fields(4, "f,\"g \"\"h\"\"\"", List.of("f", "g \"h\""))),
                read("a,b\n\"c\nd\",e\nf,\"g \"\"h\"\"\"\n"));
    }

    @Test
    void crlfBlankLinesAndAMissingFinalLineBreakAreAccepted() throws IOException {
        assertEquals(List.of(List.of("a", "b"), List.of("c\nd", "e")), values(read("a,b\r\n\r\n  \n\"c\r\nd\",e")));
    }

    @Test
    void aByteOrderMarkIsIgnored() throws IOException {
        assertEquals(List.of(List.of("a", "b")), values(read("\uFEFFa,b\n")));
    }

    @Test
    void aQuoteInsideAnUnquotedFieldIsLiteral() throws IOException {
        assertEquals(List.of(List.of("7\" FRAME", "1"), List.of("b", "2")), values(read("7\" FRAME,1\nb,2\n")));
    }

    @Test
    void anUnclosedQuoteInvalidatesOnlyItsLine() throws IOException {
        assertEquals(
                List.of(new Malformed(1, "\"a,b", "quotes do not balance"), new Fields(2, "c,d", List.of("c", "d"))),
                read("\"a,b\nc,d"));
    }

    @Test
    void anUnclosedQuoteBeforeAQuotedFieldInvalidatesOnlyItsLine() throws IOException {
        assertEquals(
                List.of(
                        new Malformed(1, "\"a,b", "quotes do not balance"),
                        new Fields(2, "c,d", List.of("c", "d")),
                        new Fields(3, "e,\"f,g\"", List.of("e", "f,g"))),
                read("\"a,b\nc,d\ne,\"f,g\"\n"));
    }

    @Test
    void anUnclosedQuoteBeforeManyLinesInvalidatesOnlyItsLine() throws IOException {
        var rows = read("\"a,b\n" + "c,d\n".repeat(10 * CsvRows.LONGEST_RECORD));
        assertEquals(1 + 10 * CsvRows.LONGEST_RECORD, rows.size());
        assertEquals(1, rows.stream().filter(Malformed.class::isInstance).count());
        assertEquals(new Fields(rows.size(), "c,d", List.of("c", "d")), rows.getLast());
    }

    @Test
    void textAfterAClosingQuoteIsMalformed() throws IOException {
        assertEquals(List.of(new Malformed(1, "\"a\"b,c", "quotes do not balance")), read("\"a\"b,c\n"));
    }

    @Test
    void invalidUtf8InvalidatesOnlyItsLine() throws IOException {
        var in = new ByteArrayOutputStream();
        in.write("£,é\n".getBytes(StandardCharsets.UTF_8));
        in.write("£,é\n".getBytes(StandardCharsets.ISO_8859_1));
        in.write("£,é\n".getBytes(StandardCharsets.UTF_8));
        var rows = read(in.toByteArray());
        assertEquals(new Fields(1, "£,é", List.of("£", "é")), rows.get(0));
        assertEquals(new Malformed(2, "\uFFFD,\uFFFD", "invalid UTF-8"), rows.get(1));
        assertEquals(new Fields(3, "£,é", List.of("£", "é")), rows.get(2));
    }

    @Test
    void anOverlongOrTruncatedEncodingIsInvalid() throws IOException {
        for (byte[] bad : new byte[][] {
            {(byte) 0xC0, (byte) 0xAF}, {(byte) 0xE2, (byte) 0x82}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}
        }) {
            assertEquals("invalid UTF-8", ((Malformed) read(bad).getFirst()).reason());
        }
    }

    @Test
    void aReplacementCharacterInTheFileIsAccepted() throws IOException {
        assertEquals(List.of(List.of("\uFFFD")), values(read("\uFFFD\n")));
    }

    @Test
    void anOverlongLineInvalidatesOnlyItself() throws IOException {
        var rows = read("a\n" + "x".repeat(TextLines.LONGEST + 1) + "\nb\n");
        assertEquals("line longer than 65536 bytes", ((Malformed) rows.get(1)).reason());
        assertEquals(new Fields(3, "b", List.of("b")), rows.get(2));
    }

    @Test
    void controlCharactersAreMalformed() throws IOException {
        for (String text : List.of("a\u0000b", "a\rb", "a\u001bb")) {
            assertEquals(List.of(new Malformed(1, text, "control character")), read(text + "\n"));
        }
    }

    private static List<CsvRow> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<CsvRow> read(byte[] bytes) throws IOException {
        var rows = new CsvRows(new ByteArrayInputStream(bytes));
        var all = new ArrayList<CsvRow>();
        for (CsvRow row = rows.next(); row != null; row = rows.next()) {
            all.add(row);
        }
        return all;
    }

    private static List<List<String>> values(List<CsvRow> rows) {
        return rows.stream().map(row -> ((Fields) row).values()).toList();
    }
}
