package dev.quire.pagination;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The text of times and dates: RFC 3339 in UTC, always with six digits after the second. Years outside 0000 to 9999
/// have a sign, as in ISO 8601; 0000 is the year 1 BC. PostgreSQL's `infinity` and `-infinity` are written as such.
///
/// In texts of clients, a blank also stands for a `+`, because a query string turns an unescaped `+` into a blank.
public final class Times {

    /// The values by which the JDBC driver represents PostgreSQL's `infinity` and `-infinity`.
    public static final Instant INFINITY = OffsetDateTime.MAX.toInstant();

    public static final Instant NEGATIVE_INFINITY = OffsetDateTime.MIN.toInstant();

    private static final String INFINITY_TEXT = "infinity";
    private static final String NEGATIVE_INFINITY_TEXT = "-infinity";

    /// PostgreSQL's range of times and dates, without the infinite ones. The ends are excluded.
    private static final LocalDate FIRST_DAY = LocalDate.of(-4713, 11, 24);

    private static final Instant END = start(LocalDate.of(294_277, 1, 1));
    private static final LocalDate END_OF_DATES = LocalDate.of(5_874_898, 1, 1);

    private static final DateTimeFormatter SIX_DIGITS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();
    private static final String DATE = "([+ -]?[0-9]{4,7})-([0-9]{2})-([0-9]{2})";
    private static final Pattern DATE_ALONE = Pattern.compile(DATE);
    private static final Pattern TIME = Pattern.compile(DATE
            + "[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]{1,9}))?)?"
            + "([Zz]|[+ -][0-9]{2}(?::?[0-9]{2})?)");

    private Times() {}

    /// A finer part than microseconds is cut off.
    public static String text(Instant time) {
        return time.equals(INFINITY)
                ? INFINITY_TEXT
                : time.equals(NEGATIVE_INFINITY) ? NEGATIVE_INFINITY_TEXT : SIX_DIGITS.format(time);
    }

    public static String text(LocalDate date) {
        return date.equals(LocalDate.MAX)
                ? INFINITY_TEXT
                : date.equals(LocalDate.MIN) ? NEGATIVE_INFINITY_TEXT : date.toString();
    }

    /// @throws InvalidValueException if the text is not a time that PostgreSQL can store exactly
    static Instant parseTime(String text) {
        var match = TIME.matcher(text);
        if (text.equals(INFINITY_TEXT)) {
            return INFINITY;
        }
        if (text.equals(NEGATIVE_INFINITY_TEXT)) {
            return NEGATIVE_INFINITY;
        }
        try {
            if (match.matches()) {
                var time = date(match).atTime(time(match)).toInstant(offset(match.group(8)));
                return inRange(time, !time.isBefore(start(FIRST_DAY)) && time.isBefore(END));
            }
        } catch (DateTimeException e) {
            // No such day, hour or offset.
        }
        throw new InvalidValueException("must be a time with its offset, such as 2011-12-09T12:50:00Z");
    }

    /// The date that the text consists of; empty if it is not a date alone.
    ///
    /// @throws InvalidValueException if there is no such day
    static Optional<LocalDate> date(String text) {
        var match = DATE_ALONE.matcher(text);
        try {
            return match.matches() ? Optional.of(date(match)) : Optional.empty();
        } catch (DateTimeException e) {
            throw new InvalidValueException("must be an existing day, such as 2011-12-09");
        }
    }

    /// @throws InvalidValueException if the text is not a date that PostgreSQL can store
    static LocalDate parseDate(String text) {
        return switch (text) {
            case INFINITY_TEXT -> LocalDate.MAX;
            case NEGATIVE_INFINITY_TEXT -> LocalDate.MIN;
            default -> {
                var date = date(text).orElseThrow(() -> new InvalidValueException("must be a date such as 2011-12-09"));
                yield inRange(date, !date.isBefore(FIRST_DAY) && date.isBefore(END_OF_DATES));
            }
        };
    }

    /// The start of the day in UTC. It is [#INFINITY] if the day is after PostgreSQL's range of times, and
    /// [#NEGATIVE_INFINITY] if it is before it.
    static Instant startOf(LocalDate day) {
        if (day.isBefore(FIRST_DAY)) {
            return NEGATIVE_INFINITY;
        }
        var start = start(day);
        return start.isBefore(END) ? start : INFINITY;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static LocalDate date(MatchResult match) {
        return LocalDate.of(
                Integer.parseInt(match.group(1).replace(' ', '+')),
                Integer.parseInt(match.group(2)),
                Integer.parseInt(match.group(3)));
    }

    private static LocalTime time(MatchResult match) {
        return LocalTime.of(
                Integer.parseInt(match.group(4)),
                Integer.parseInt(match.group(5)),
                match.group(6) == null ? 0 : Integer.parseInt(match.group(6)),
                match.group(7) == null ? 0 : nanos(match.group(7)));
    }

    private static int nanos(String decimals) {
        var nanos = Integer.parseInt((decimals + "00000000").substring(0, 9));
        if (nanos % 1000 != 0) {
            throw new InvalidValueException("must have at most six decimals, because times are stored in microseconds");
        }
        return nanos;
    }

    private static ZoneOffset offset(String text) {
        return text.equalsIgnoreCase("Z") ? ZoneOffset.UTC : ZoneOffset.of(text.replace(' ', '+'));
    }

    private static <T> T inRange(T value, boolean inRange) {
        if (!inRange) {
            throw new InvalidValueException("is outside the range of the database");
        }
        return value;
    }
}
