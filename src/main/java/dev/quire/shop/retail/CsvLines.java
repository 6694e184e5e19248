package dev.quire.shop.retail;

import dev.quire.shop.retail.csv.CsvRow;
import dev.quire.shop.retail.csv.CsvRows;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines of an Online Retail file. Invalid lines are written to the rejects file.
final class CsvLines implements LineSource {

    private final RetailSource source;
    private final CsvRows rows;
    private final Rejects rejects;

    /// @throws IOException if the first record is not the header of the Online Retail data
    CsvLines(RetailSource source, Rejects rejects) throws IOException {
        this.source = source;
        this.rows = new CsvRows(source.stream());
        this.rejects = rejects;
        requireHeader(rows.next());
    }

    private static void requireHeader(@Nullable CsvRow header) throws IOException {
        if (header == null) {
            throw new IOException("the file is empty");
        }
        if (!(header instanceof CsvRow.Fields(long _, String _, List<String> names))
                || !names.stream().map(String::strip).toList().equals(LineParser.COLUMNS)) {
            String found = header.text();
            throw new IOException("not the Online Retail data: the first line must be "
                    + String.join(",", LineParser.COLUMNS) + ", not "
                    + found.substring(0, Math.min(200, found.length())));
        }
    }

    @Override
    public @Nullable InvoiceLine next() throws IOException {
        for (CsvRow row = rows.next(); row != null; row = rows.next()) {
            switch (row) {
                case CsvRow.Malformed(long line, String text, String reason) -> rejects.add(line, reason, text);
                case CsvRow.Fields(long line, String text, List<String> values) -> {
                    try {
                        return LineParser.parse(values);
                    } catch (LineParser.BadLine bad) {
                        rejects.add(line, bad.reason(), text);
                    }
                }
            }
        }
        return null;
    }

    @Override
    public double share() {
        return source.share();
    }
}
