package dev.quire.shop.retail.csv;

import java.util.List;

/// One record of a CSV file, of one or, through line breaks inside quotes, of several lines.
public sealed interface CsvRow {

    /// The number of its first line in the file, from 1.
    long line();

    /// The record as it stands in the file, without its last line break; what is no UTF-8 is replaced by U+FFFD.
    String text();

    /// A record that could be read.
    record Fields(long line, String text, List<String> values) implements CsvRow {}

    /// A record that could not be read, and why, in a few words for a person.
    record Malformed(long line, String text, String reason) implements CsvRow {}
}
