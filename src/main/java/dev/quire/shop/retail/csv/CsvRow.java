package dev.quire.shop.retail.csv;

import java.util.List;

/// A record of a CSV file. It may span several lines if a quoted field contains line breaks.
public sealed interface CsvRow {

    /// The number of the first line of the record, from 1.
    long line();

    /// The text of the record without the final line break. Invalid UTF-8 is replaced by U+FFFD.
    String text();

    /// A well-formed record.
    record Fields(long line, String text, List<String> values) implements CsvRow {}

    /// A malformed record.
    ///
    /// @param reason a short reason for the user
    record Malformed(long line, String text, String reason) implements CsvRow {}
}
