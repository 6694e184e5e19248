package dev.quire.export;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/// Writes times like [Instant#toString]: in UTC, with zero, three, six or nine decimals, as needed.
///
/// Consecutive items often share a day, so the text of the last day is cached.
final class Time {

    private static final int DAY = 86_400;
    private static final int MILLION = 1_000_000;

    private long day = Long.MIN_VALUE;
    private byte[] date = new byte[0];

    void write(Instant time, Text text) {
        long today = Math.floorDiv(time.getEpochSecond(), DAY);
        if (today != day) {
            day = today;
            date = LocalDate.ofEpochDay(today).toString().getBytes(StandardCharsets.US_ASCII);
        }
        if (date.length != "2011-12-09".length()) {
            text.ascii(time.toString()); // A year that does not have four digits is written with a sign.
            return;
        }
        int second = Math.floorMod(time.getEpochSecond(), DAY);
        text.octets(date);
        text.octet('T');
        two(second / 3600, text);
        text.octet(':');
        two(second / 60 % 60, text);
        text.octet(':');
        two(second % 60, text);
        decimals(time.getNano(), text);
        text.octet('Z');
    }

    private static void decimals(int nanos, Text text) {
        if (nanos == 0) {
            return;
        }
        text.octet('.');
        three(nanos / MILLION, text);
        if (nanos % MILLION != 0) {
            three(nanos / 1000 % 1000, text);
        }
        if (nanos % 1000 != 0) {
            three(nanos % 1000, text);
        }
    }

    private static void two(int number, Text text) {
        text.octet('0' + number / 10);
        text.octet('0' + number % 10);
    }

    private static void three(int number, Text text) {
        text.octet('0' + number / 100);
        two(number % 100, text);
    }
}
