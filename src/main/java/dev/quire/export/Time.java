package dev.quire.export;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/// Times as [Instant#toString] writes them: in UTC, with as many decimals as they need, none, three, six or nine.
///
/// Items that follow one another are often of one day, whose text is kept.
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
            text.ascii(time.toString()); // Of other than four digits, which it signs in ways of its own.
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
