package dev.quire.shop.retail.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.quire.shop.retail.csv.TextLines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the records of a CSV file (RFC 4180, UTF-8). Blank lines are skipped. Not thread-safe.
///
/// A library parses the records, but only one record at a time: a quote that is never closed would make it read the
/// rest of the file as one field. Here only one line is lost. If a record does not end within [#LONGEST_RECORD] lines,
/// or the next lines cannot belong to it, its first line is reported as malformed, and reading continues with its
/// second line.
public final class CsvRows {

    /// The maximum number of lines of a record.
    static final int LONGEST_RECORD = 64;

    private static final CsvReader.CsvReaderBuilder PARSER =
            CsvReader.builder().allowExtraCharsAfterClosingQuote(false).allowUnclosedQuote(false);

    private final TextLines lines;
    private final Deque<Line> pushedBack = new ArrayDeque<>();

    public CsvRows(InputStream in) {
        this.lines = new TextLines(in);
    }

    /// @return the next record, or null after the last
    /// @throws IOException if the stream cannot be read. A malformed record is returned as a
    ///     [CsvRow.Malformed]
    public @Nullable CsvRow next() throws IOException {
        Line first = nextLine();
        while (first != null && first.text().isBlank() && first.flaw() == null) {
            first = nextLine();
        }
        return first == null ? null : startingAt(first);
    }

    private @Nullable Line nextLine() throws IOException {
        Line line = pushedBack.poll();
        return line != null ? line : lines.next();
    }

    private CsvRow startingAt(Line first) throws IOException {
        String flaw = first.flaw();
        if (flaw != null) {
            return new CsvRow.Malformed(first.number(), first.text(), flaw);
        }
        var record = new ArrayList<>(List.of(first));
        while (true) {
            String text = record.stream().map(Line::text).collect(Collectors.joining("\n"));
            try {
                var values = PARSER.ofSingleCsvRecord(text).getFields();
                return new CsvRow.Fields(first.number(), text, values);
            } catch (CsvParseException unbalanced) {
                if (!mayContinue(text, record.size()) || !appendNextLine(record)) {
                    record.subList(1, record.size()).reversed().forEach(pushedBack::addFirst);
                    return new CsvRow.Malformed(first.number(), first.text(), "quotes do not balance");
                }
            }
        }
    }

    private static boolean mayContinue(String text, int lines) {
        boolean odd = text.chars().filter(c -> c == '"').count() % 2 != 0;
        return odd && lines < LONGEST_RECORD && text.length() < TextLines.LONGEST;
    }

    /// Adds the next line to the record, unless there is none or it is invalid.
    ///
    /// @return whether a line was added
    private boolean appendNextLine(List<Line> record) throws IOException {
        Line next = nextLine();
        if (next == null) {
            return false;
        }
        if (next.flaw() != null) {
            pushedBack.addFirst(next);
            return false;
        }
        return record.add(next);
    }
}
