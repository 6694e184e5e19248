package dev.quire.export;

import dev.quire.pagination.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Writes times like [Times#text(Instant)]: in UTC, with six decimals.
///
/// Consecutive items often share a day, so the text of the last day is cached.
final class Time {

    private static final int DAY = 86_400;

    private long day = Long.MIN_VALUE;
    private byte[] date = new byte[0];

    void write(Instant time, Text text) {
        long today = Math.floorDiv(time.getEpochSecond(), DAY);
        if (today != day) {
            day = today;
            String whole = Times.text(time);
            boolean usual = whole.length() == "2011-12-09T12:50:00.000000Z".length();
            date = whole.substring(0, usual ? whole.indexOf('T') : 0).getBytes(StandardCharsets.US_ASCII);
        }
        if (date.length == 0) {
            text.ascii(Times.text(time)); // A year with a sign, or infinity.
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
        text.octet('.');
        three(time.getNano() / 1_000_000, text);
        three(time.getNano() / 1000 % 1000, text);
        text.octet('Z');
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
