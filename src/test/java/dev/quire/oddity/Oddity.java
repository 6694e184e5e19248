package dev.quire.oddity;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An odd value: one that is unusual, nearly valid or hostile.
///
/// @param name a description, for messages
/// @param written the value, percent-encoded; `+` stands for itself except in a query
/// @param kinds the kinds of values that it is valid as; a place that accepts none of these refuses it
record Oddity(String name, String written, Set<String> kinds) {

    /// Each kind with the kinds that it implies: a 32-bit integer is also a 64-bit integer, and so on.
    private static final List<String> IMPLIED =
            List.of("int long", "long decimal longs", "page size", "status statuses");

    private static final Pattern REPEATED = Pattern.compile("(.)\\{(\\d+)}");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~";

    /// All odd values.
    ///
    /// | kind | meaning |
    /// |---|---|
    /// | `page` `size` `zero` | digits only: 1 to 2^53 − 1; any positive number; zero |
    /// | `int` `long` `decimal` | a 32-bit integer; a 64-bit integer; a decimal number, `NaN` or an infinite one |
    /// | `money` | a non-negative decimal number of up to 12 digits and 6 decimal places |
    /// | `longs` `statuses` | values separated by commas, as `[in]` accepts them |
    /// | `time` `day` `truth` `status` `email` `first` | a time, a date, …; `first` is the id of an existing item |
    /// | `tags` `star` | entity tags; `*` |
    /// | `json` `quoted` | valid JSON when unquoted; text in double quotes |
    /// | `few` `words` `empty` `null` | −1,000,000 to 1,000,000; a JSON string; an empty JSON string; JSON null |
    /// | `quoted-number` | a number in double quotes |
    /// | `nolist` | text with quotes that is not a valid list of values |
    /// | `blank` `large` | white space only; longer than 200 bytes |
    /// | `control` | contains control characters, which a header cannot contain |
    /// | `path` | changes the structure of a path that contains it |
    /// | `broken` | cannot be decoded to valid text; `nul` if only because it contains NUL |
    /// | `escape` | has an invalid percent escape; valid text where nothing is escaped |
    static final List<Oddity> ALL = parsed("""
            nothing                         |                                       | blank path
            a space                         | %20                                   | blank
            three spaces                    | %20%20%20                             | blank
            a tab                           | %09                                   | blank control
            a line break                    | %0A                                   | blank control
            a CRLF                          | %0D%0A                                | blank control
            a number and a line break       | 1%0A                                  | control few money first json
            a header after a line break     | 1%0D%0AX-Odd:%201                     | control
            a number after a space          | %201                                  | few money first longs json
            a number before a space         | 1%20                                  | few money first longs json
            one                             | 1                                     | page int money few first json
            zero                            | 0                                     | zero int money few json
            a number with leading zeros     | 007                                   | page int money
            minus zero                      | -0                                    | int money few json
            minus one                       | -1                                    | int few json
            plus one                        | %2B1                                  |
            an unescaped plus               | +1                                    |longs
            two signs                       | --1                                   |
            a typographic minus sign        | %E2%88%921                            |
            one with a decimal place        | 1.0                                   | decimal money json
            money                           | 1.10                                  | decimal money json
            a point without decimals        | 1.                                    |decimal
            a point without whole part      | .5                                    |decimal
            two points                      | 1.2.3                                 |
            a decimal comma                 | 1,5                                   | longs
            a thousands separator           | 1,000                                 | longs
            underscores between thousands   | 1_000                                 |
            an exponent                     | 1e2                                   | decimal money json
            a huge exponent                 | 1E400                                 | decimal json
            an exponent that fills memory   | 1e999999999                           | json
            hexadecimal                     | 0x10                                  |
            binary                          | 0b1                                   |
            a suffix of a Java literal      | 1L                                    |
            an Arabic digit                 | %D9%A3                                |
            a full-width digit              | %EF%BC%91                             |
            a superscript digit             | %C2%B2                                |
            not a number                    | NaN                                   |decimal
            infinity                        | Infinity                              |decimal
            2^31 - 1                        | 2147483647                            | page int money json
            2^31                            | 2147483648                            | page long money json
            2^53 - 1                        | 9007199254740991                      | page long json
            2^53                            | 9007199254740992                      | size long json
            2^63 - 1                        | 9223372036854775807                   | size long json
            2^63                            | 9223372036854775808                   | size decimal json
            -2^63                           | -9223372036854775808                  | long json
            -2^63 - 1                       | -9223372036854775809                  | decimal json
            2^64                            | 18446744073709551616                  | size decimal json
            a hundred digits                | 9{100}                                | size decimal json
            a hundred and one digits        | 9{101}                                | size decimal json
            10^400                          | 10{400}                               | size decimal large json
            101 decimal places              | 0.1{101}                              | decimal json
            true                            | true                                  | truth json
            false                           | false                                 | truth json
            true in capitals                | TRUE                                  |
            yes                             | yes                                   |
            null                            | null                                  | null json
            undefined                       | undefined                             |
            an empty list                   | %5B%5D                                | json
            a list                          | %5B1%5D                               | json
            an empty object                 | %7B%7D                                | json
            an object                       | %7B%22a%22:1%7D                       | json nolist
            a quoted word                   | %22x%22                               | quoted words json tags
            a quoted comma                  | %22a,b%22                             | quoted words json tags
            a quoted number                 | %221%22                               | quoted words json tags longs quoted-number
            a quoted empty string           | %22%22                                | quoted empty json tags
            a weak tag                      | W/%22x%22                             | nolist tags path
            a quote                         | %22                                   | nolist
            an unclosed quote               | %22a                                  | nolist
            a quote within text             | a%22b                                 | nolist
            text after a closing quote      | %22a%22b                              | nolist
            an apostrophe                   | '                                     |
            a star                          | *                                     | star
            a comma                         | ,                                     |
            two commas in a row             | a,,b                                  |
            a semicolon                     | ;                                     |
            a matrix parameter              | 1;a=b                                 |
            an ampersand                    | a%26b                                 |
            an equals sign                  | %3D                                   |
            a hash                          | %23                                   |
            a question mark                 | %3F                                   |
            a slash                         | a%2Fb                                 | path
            a parent directory              | ../..                                 | path
            an escaped parent directory     | %2E%2E%2F                             | path
            a backslash                     | %5C                                   |
            an apostrophe after a backslash | %5C'                                  |
            NUL as a Java escape            | %5Cu0000                              |
            wildcards of LIKE               | %25_%25                               |
            an SQL condition that is true   | '%20or%20'1'='1                       |
            SQL that drops a table          | ';drop%20table%20users;--             |
            SQL that sleeps                 | 1;select%20pg_sleep(9)                |
            an SQL comment                  | /**/                                  | path
            an SQL dollar quote             | $$                                    |
            an SQL parameter                | $1                                    |
            a JDBC parameter                | %3F1                                  |
            an HQL parameter                | :p0                                   |
            an HQL alias                    | e.id                                  |
            an HQL condition that is true   | 1)%20or%20(1=1                        |
            an HQL subquery                 | (select%20id%20from%20User)           |
            an HQL function                 | function('pg_sleep',9)                |
            a JNDI look-up                  | $%7Bjndi:ldap://localhost/x%7D        | path
            a template expression           | %23%7B7*7%7D                          |
            an HTML script                  | %3Cscript%3E                          |
            a terminal's escape             | %1B%5B31m                             | control
            a DEL character                 | a%7Fb                                 | control
            a NEL character                 | a%C2%85b                              |
            a line separator                | a%E2%80%A8b                           |
            a no-break space                | %C2%A0                                |
            a right-to-left override        | %E2%80%AEabc                          |
            a byte order mark               | %EF%BB%BF1                            |
            a combining accent              | e%CC%81                               |
            an emoji of joined code points  | %F0%9F%91%A9%E2%80%8D%F0%9F%91%A7     |
            a noncharacter                  | %EF%BF%BF                             |
            the last code point             | %F4%8F%BF%BF                          |
            NUL                             | %00                                   | broken nul control
            NUL within text                 | a%00b                                 | broken nul control
            an invalid byte                 | %FF                                   | broken
            an overlong slash               | %C0%AF                                | broken
            half a surrogate pair           | %ED%A0%80                             | broken
            Latin-1                         | caf%E9                                | broken
            a truncated character           | %E2%82                                | broken
            beyond the last code point      | %F5%80%80%80                          | broken
            a percent sign                  | %                                     | escape
            a truncated escape              | %4                                    | escape
            an escape without digits        | %zz                                   | escape
            a day                           | 2011-12-09                            | day
            a time                          | 2011-12-09T12:50:00Z                  | time
            to the microsecond              | 2011-12-09T12:50:00.123456Z           | time
            to the nanosecond               | 2011-12-09T12:50:00.123456789Z        |
            an offset of one hour           | 2011-12-09T12:50:00%2B01:00           | time
            the largest negative offset     | 2011-12-09T12:50:00-12:00             | time
            an offset that is too large     | 2011-12-09T12:50:00%2B19:00           |
            a time without a zone           | 2011-12-09T12:50:00                   |
            a space instead of the T        | 2011-12-09%2012:50:00Z                |time
            an offset without a colon       | 2011-12-09T12:50:00%2B0100            | time
            an offset of hours              | 2011-12-09T12:50:00-05                | time
            an unescaped plus in a time     | 2011-12-09T12:50:00+01:00             | time
            a time without seconds          | 2011-12-09T12:50Z                     | time
            lower-case letters in a time    | 2011-12-09t12:50:00z                  | time
            the end of time                 | infinity                              | time
            the beginning of time           | -infinity                             | time
            beyond the range of PostgreSQL  | 294277-01-01T00:00:00Z                |
            a named zone                    | 2011-12-09T12:50:00%2B01:00%5BEurope/Paris%5D | path
            hour 24                         | 2011-12-09T24:00:00Z                  |
            a leap second                   | 2016-12-31T23:59:60Z                  |
            a day that does not exist       | 2011-02-30                            |
            February 29 in a common year    | 2011-02-29T00:00:00Z                  |
            February 29 in a leap year      | 2012-02-29                            | day
            a zero date                     | 0000-00-00                            |
            the year 0                      | 0000-01-01                            |day
            before the year 0               | -0001-01-01T00:00:00Z                 |time
            the year 1                      | 0001-01-01                            | day
            the year 9999                   | 9999-12-31T23:59:59.999999Z           | time
            the year 10000 in UTC           | 9999-12-31T23:59:59-01:00             |time
            the year 10000                  | 10000-01-01                           |day
            a week date                     | 2011-W49-5                            |
            a time of day                   | 12:50                                 |
            a Unix timestamp                | 1323435000                            | page int money json
            a status                        | placed                                | status
            two statuses                    | placed,cancelled                      | statuses
            a status in capitals            | PLACED                                |
            an e-mail address               | a@b.example                           | email
            """);

    private static List<Oddity> parsed(String table) {
        return table.lines().map(Oddity::row).toList();
    }

    private static Oddity row(String row) {
        var columns = Arrays.stream(row.split("\\|", -1)).map(String::strip).toList();
        var written = REPEATED.matcher(columns.get(1))
                .replaceAll(match -> match.group(1).repeat(Integer.parseInt(match.group(2))));
        return new Oddity(columns.get(0), written, kinds(columns.get(2)));
    }

    private static Set<String> kinds(String column) {
        var kinds = Stream.of(column.split(" ")).filter(kind -> !kind.isEmpty()).collect(Collectors.toSet());
        IMPLIED.stream()
                .map(implied -> implied.split(" "))
                .filter(implied -> kinds.contains(implied[0]))
                .forEach(implied -> kinds.addAll(List.of(implied)));
        return kinds;
    }

    /// Besides the kinds of the table: `some` is valid text that is not blank, `sortable` is such text short enough
    /// for a sort key, `visible` is a valid idempotency key, and `money-text` and `first-text` are numbers that are
    /// valid in quotes, too.
    boolean is(String kind) {
        return switch (kind) {
            case "some" -> !is("blank") && !is("broken");
            case "sortable" -> is("some") && !is("large");
            case "money-text" -> is("money") && isNumber();
            case "first-text" -> is("first") && isNumber();
            case "visible" -> raw().strip().matches("[!-~]{1,255}");
            default -> kinds.contains(kind);
        };
    }

    private boolean isNumber() {
        return is("json") && !written.contains("%");
    }

    /// The value as it is written in a query.
    String inQuery() {
        return written;
    }

    /// The value as it is written in a path, with everything escaped except letters, digits and `-_~`.
    String inPath() {
        return is("escape") ? written : escaped();
    }

    private String escaped() {
        var path = new StringBuilder();
        for (var octet : bytes()) {
            path.append(PLAIN.indexOf(octet) < 0 ? "%%%02X".formatted(octet) : Character.toString(octet));
        }
        return path.toString();
    }

    /// The unescaped bytes, for headers and bodies, one char per byte.
    String raw() {
        return new String(bytes(), StandardCharsets.ISO_8859_1);
    }

    /// The text that the value decodes to in a query; must be neither `broken` nor `escape`.
    String textInQuery() {
        return text(written.replace('+', ' '));
    }

    /// The text that the value decodes to, with replacement characters for invalid UTF-8.
    String text() {
        return text(written);
    }

    private String text(String written) {
        return new String(decoded(written), StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return decoded(written);
    }

    private static byte[] decoded(String written) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < written.length(); i++) {
            if (written.charAt(i) == '%' && !BROKEN_ESCAPE.matcher(written).find()) {
                bytes.write(Integer.parseInt(written.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(written.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return "%s '%s'".formatted(name, written.length() > 60 ? written.substring(0, 60) + "…" : written);
    }
}
