package dev.quire.oddity;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An odd value.
///
/// @param name what it is
/// @param written percent-encoded; `+` is itself everywhere but in a query
/// @param kinds what it may pass for; where a place takes none of these, it is refused
record Oddity(String name, String written, Set<String> kinds) {

    /// A whole number that fits 32 bits fits 64, and is a decimal number, and so on.
    private static final List<String> ALSO = List.of("int long", "long decimal longs", "page size", "status statuses");

    private static final Pattern REPEATED = Pattern.compile("(.)\\{(\\d+)}");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~";

    /// | kind | what it is |
    /// |---|---|
    /// | `page` `size` `zero` | digits: up to 2^53 − 1, any number of them but no zero, zero |
    /// | `int` `long` `decimal` | of 32 bits, of 64 bits, of up to 100 digits before and behind the point |
    /// | `money` | a decimal number from 0 with up to 12 digits and 6 behind the point |
    /// | `longs` `statuses` | values parted by commas, as `[in]` takes them |
    /// | `time` `truth` `status` `email` `first` | these; `first` is the key of an item that there is |
    /// | `tags` `star` | entity tags; `*` |
    /// | `json` `quoted` | a value of JSON as it stands; one in double quotes |
    /// | `few` `words` `empty` `null` | from −1,000,000 to 1,000,000; text in quotes; no text in quotes; null |
    /// | `nolist` | text with quotes that no list of values has |
    /// | `blank` `large` | text of white space only; of more than 200 bytes |
    /// | `control` | holds what no header holds |
    /// | `path` | changes the path it stands in |
    /// | `broken` | is no text at all; `nul` for the one character that is none |
    /// | `escape` | broken as an escape, and text where nothing is escaped |
    static final List<Oddity> ALL = parsed("""
            nothing                         |                                       | blank path
            a space                         | %20                                   | blank
            three spaces                    | %20%20%20                             | blank
            a tab                           | %09                                   | blank control
            a line break                    | %0A                                   | blank control
            a line break of the web         | %0D%0A                                | blank control
            a number and a line break       | 1%0A                                  | control few money first json
            a header behind a line break    | 1%0D%0AX-Odd:%201                     | control
            a number behind a space         | %201                                  | few money first json
            a number before a space         | 1%20                                  | few money first json
            one                             | 1                                     | page int money few first json
            zero                            | 0                                     | zero int money few json
            nought, nought, seven           | 007                                   | page int money
            minus nought                    | -0                                    | int money few json
            minus one                       | -1                                    | int few json
            plus one                        | %2B1                                  |
            a plus as it stands             | +1                                    |
            two signs                       | --1                                   |
            a minus of typographers         | %E2%88%921                            |
            one point nought                | 1.0                                   | decimal money json
            money                           | 1.10                                  | decimal money json
            a point and nothing             | 1.                                    |
            nothing and a point             | .5                                    |
            two points                      | 1.2.3                                 |
            a comma for a point             | 1,5                                   | longs
            thousands                       | 1,000                                 | longs
            thousands by underscore         | 1_000                                 |
            an exponent                     | 1e2                                   | json
            a huge exponent                 | 1E400                                 | json
            an exponent for the memory      | 1e999999999                           | json
            hexadecimal                     | 0x10                                  |
            binary                          | 0b1                                   |
            a suffix of Java                | 1L                                    |
            three in Arabic                 | %D9%A3                                |
            one in full width               | %EF%BC%91                             |
            two as an exponent              | %C2%B2                                |
            no number                       | NaN                                   |
            without end                     | Infinity                              |
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
            a hundred and one               | 9{101}                                | size json
            10^400                          | 10{400}                               | size large
            a fraction of 101 digits        | 0.1{101}                              | json
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
            a quoted number                 | %221%22                               | quoted words json tags longs
            nothing, quoted                 | %22%22                                | quoted empty json tags
            a weak tag                      | W/%22x%22                             | nolist tags path
            a quote                         | %22                                   | nolist
            a quote that stays open         | %22a                                  | nolist
            a quote within                  | a%22b                                 | nolist
            something behind a quote        | %22a%22b                              | nolist
            an apostrophe                   | '                                     |
            a star                          | *                                     | star
            a comma                         | ,                                     |
            two commas                      | a,,b                                  |
            a semicolon                     | ;                                     |
            a matrix parameter              | 1;a=b                                 |
            an ampersand                    | a%26b                                 |
            an equals sign                  | %3D                                   |
            a hash                          | %23                                   |
            a question mark                 | %3F                                   |
            a slash                         | a%2Fb                                 | path
            the parent                      | ../..                                 | path
            the parent, hidden              | %2E%2E%2F                             | path
            a backslash                     | %5C                                   |
            a quote behind a backslash      | %5C'                                  |
            NUL as Java writes it           | %5Cu0000                              |
            what LIKE takes for anything    | %25_%25                               |
            SQL that is true                | '%20or%20'1'='1                       |
            SQL that drops                  | ';drop%20table%20users;--             |
            SQL that sleeps                 | 1;select%20pg_sleep(9)                |
            a comment of SQL                | /**/                                  | path
            dollars of SQL                  | $$                                    |
            a place of SQL                  | $1                                    |
            a place of JDBC                 | %3F1                                  |
            a place of HQL                  | :p0                                   |
            an alias of HQL                 | e.id                                  |
            HQL that is true                | 1)%20or%20(1=1                        |
            a query of HQL                  | (select%20id%20from%20User)           |
            a function of HQL               | function('pg_sleep',9)                |
            a look-up of JNDI               | $%7Bjndi:ldap://localhost/x%7D        | path
            an expression                   | %23%7B7*7%7D                          |
            a script                        | %3Cscript%3E                          |
            a terminal's escape             | %1B%5B31m                             | control
            a delete                        | a%7Fb                                 | control
            an old line break of IBM        | a%C2%85b                              |
            a line separator                | a%E2%80%A8b                           |
            a space that does not break     | %C2%A0                                |
            right to left                   | %E2%80%AEabc                          |
            a byte order mark               | %EF%BB%BF1                            |
            an accent of its own            | e%CC%81                               |
            a family                        | %F0%9F%91%A9%E2%80%8D%F0%9F%91%A7     |
            no character                    | %EF%BF%BF                             |
            the last character              | %F4%8F%BF%BF                          |
            NUL                             | %00                                   | broken nul control
            NUL within                      | a%00b                                 | broken nul control
            a byte too much                 | %FF                                   | broken
            a slash made too long           | %C0%AF                                | broken
            half a surrogate pair           | %ED%A0%80                             | broken
            Latin 1                         | caf%E9                                | broken
            a character cut off             | %E2%82                                | broken
            beyond the last character       | %F5%80%80%80                          | broken
            a percent sign                  | %                                     | escape
            an escape cut off               | %4                                    | escape
            an escape of no digits          | %zz                                   | escape
            a day                           | 2011-12-09                            | time
            a time                          | 2011-12-09T12:50:00Z                  | time
            to the microsecond              | 2011-12-09T12:50:00.123456Z           | time
            to the nanosecond               | 2011-12-09T12:50:00.123456789Z        |
            an hour ahead                   | 2011-12-09T12:50:00%2B01:00           | time
            the farthest offset             | 2011-12-09T12:50:00-12:00             | time
            an offset beyond                | 2011-12-09T12:50:00%2B19:00           |
            no zone                         | 2011-12-09T12:50:00                   |
            a space for the T               | 2011-12-09%2012:50:00Z                |
            a zone by name                  | 2011-12-09T12:50:00%2B01:00%5BEurope/Paris%5D | path
            an hour that is none            | 2011-12-09T24:00:00Z                  |
            a leap second                   | 2016-12-31T23:59:60Z                  |
            a day that is none              | 2011-02-30                            |
            no leap year                    | 2011-02-29T00:00:00Z                  |
            a leap day                      | 2012-02-29                            | time
            no date                         | 0000-00-00                            |
            the year 0                      | 0000-01-01                            |
            before the year 0               | -0001-01-01T00:00:00Z                 |
            the year 1                      | 0001-01-01                            | time
            the year 9999                   | 9999-12-31T23:59:59.999999Z           | time
            the year 10000 elsewhere        | 9999-12-31T23:59:59-01:00             |
            the year 10000                  | 10000-01-01                           |
            a week                          | 2011-W49-5                            |
            the time of a day               | 12:50                                 |
            the time of a computer          | 1323435000                            | page int money json
            a status                        | placed                                | status
            two statuses                    | placed,cancelled                      | statuses
            a status in capitals            | PLACED                                |
            an address of mail              | a@b.example                           | email
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
        ALSO.stream()
                .map(also -> also.split(" "))
                .filter(also -> kinds.contains(also[0]))
                .forEach(also -> kinds.addAll(List.of(also)));
        return kinds;
    }

    /// Beside the kinds of the table: `some` is any text but white space, `sortable` may be sorted by, `visible` is
    /// what may stand in an idempotency key.
    boolean is(String kind) {
        return switch (kind) {
            case "some" -> !is("blank") && !is("broken");
            case "sortable" -> is("some") && !is("large");
            case "visible" -> raw().strip().matches("[!-~]{1,255}");
            default -> kinds.contains(kind);
        };
    }

    /// As a query writes it.
    String inQuery() {
        return written;
    }

    /// As a path writes it: everything escaped that could be.
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

    /// As it is where nothing is escaped, one char a byte.
    String raw() {
        return new String(bytes(), StandardCharsets.ISO_8859_1);
    }

    /// The text that a query makes of it, if it is none of `broken` and `escape`.
    String textInQuery() {
        return text(written.replace('+', ' '));
    }

    /// The text; with replacement characters if it is none.
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
