package dev.quire.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.JsonConfiguration;
import dev.quire.pagination.Field;
import dev.quire.pagination.NonFinite;
import dev.quire.pagination.Nulls;
import dev.quire.pagination.NumberForm;
import dev.quire.pagination.Times;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LayoutPropertyTest {

    /// Configured like the mapper that writes lists.
    private static final ObjectMapper JSON = new ObjectMapper();

    static {
        new JsonConfiguration().customize(JSON);
    }

    private static final String CHARACTERS =
            "az09 ,;\"'\\/\b\t\n\f\r\u0000\u0001\u001f\u007f\u0080éßĀ߿ࠀ„€\u2028\uffff😀𝄞=+-@";

    private static final CsvDialect COMMAS = new CsvDialect(',', false, true);

    record Item(
            @Nullable String text,
            @Nullable Long whole,
            @Nullable Integer small,
            @Nullable BigDecimal money,
            @Nullable Double ratio,
            @Nullable Float share,
            @Nullable Instant time,
            @Nullable LocalDate day,
            @Nullable UUID uuid,
            @Nullable Boolean truth,
            @Nullable Nulls constant,
            @Nullable List<Integer> other) {}

    private static final List<Field> FIELDS =
            Arrays.stream(Item.class.getRecordComponents()).map(Field::of).toList();

    @Property(tries = 2_000)
    void anItemIsWrittenAsByJackson(@ForAll long seed) throws JsonProcessingException {
        var row = row(new Random(seed));
        var item = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < row.length; i++) {
            item.put(FIELDS.get(i).name(), row[i]);
        }
        for (var numbers : NumberForm.values()) {
            var rendering = new Rendering(Format.NDJSON, true, numbers, COMMAS);
            assertEquals(
                    JSON.writeValueAsString(numbers.item(item)) + "\n",
                    written(rendering, FIELDS, List.<@Nullable Object[]>of(row)));
        }
    }

    private static @Nullable Object[] row(Random random) {
        var row = new @Nullable Object[] {
            text(random),
            random.nextLong() >> random.nextInt(64),
            random.nextInt() >> random.nextInt(32),
            random.nextInt(4) == 0
                    ? pick(random, NonFinite.NAN, NonFinite.INFINITY, NonFinite.NEGATIVE_INFINITY)
                    : new BigDecimal(new BigInteger(random.nextInt(90), random), random.nextInt(-5, 30)).negate(),
            Double.longBitsToDouble(random.nextLong()),
            pick(random, Float.intBitsToFloat(random.nextInt()), Float.NaN, Float.NEGATIVE_INFINITY, -0.0f),
            time(random),
            pick(random, LocalDate.ofEpochDay(random.nextInt(-800_000, 2_900_000)), LocalDate.MAX, LocalDate.MIN),
            new UUID(random.nextLong(), random.nextLong()),
            random.nextBoolean(),
            random.nextBoolean() ? Nulls.FIRST : Nulls.LAST,
            List.of(random.nextInt())
        };
        if (random.nextInt(4) == 0) {
            row[random.nextInt(row.length)] = null;
        }
        return row;
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }

    private static String text(Random random) {
        var points = CHARACTERS.codePoints().toArray();
        var text = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    /// A random time, within the range of years that a list can represent and slightly beyond it.
    private static Instant time(Random random) {
        long second = random.nextLong(-64_000_000_000L, 260_000_000_000L);
        int nano = random.nextInt(1_000_000_000);
        return pick(
                random,
                Instant.ofEpochSecond(second, nano),
                Instant.ofEpochSecond(second),
                Times.INFINITY,
                Times.NEGATIVE_INFINITY);
    }

    @Property(tries = 2_000)
    void csvValuesSurviveARoundTripInEveryDialectExceptThatFormulasAreEscaped(@ForAll long seed) {
        var random = new Random(seed);
        var delimiter = CsvDialect.DELIMITERS.get(random.nextInt(4));
        var dialect = new CsvDialect(delimiter, random.nextBoolean(), random.nextBoolean());
        var fields = List.of(FIELDS.getFirst(), FIELDS.get(3), FIELDS.getFirst());
        var rows = new ArrayList<@Nullable Object[]>();
        var expected = new ArrayList<List<@Nullable String>>();
        expected.add(List.of("text", "money", "text"));
        for (int i = 0; i < 3; i++) {
            var text = random.nextInt(5) == 0 ? null : text(random);
            var money = BigDecimal.valueOf(random.nextInt(), 2);
            rows.add(new @Nullable Object[] {text, money, "end"});
            var cells = new ArrayList<@Nullable String>();
            cells.add(
                    text != null && dialect.escapesFormulas() && text.matches("(?s)[=+@\t\r-].*") ? "'" + text : text);
            cells.add(money.toPlainString());
            cells.add("end");
            expected.add(cells);
        }
        var csv = written(new Rendering(Format.CSV, true, NumberForm.JSON, dialect), fields, rows);
        assertEquals(dialect.byteOrderMark(), csv.startsWith("\uFEFF"));
        assertEquals(expected, parsed(csv.substring(dialect.byteOrderMark() ? 1 : 0), delimiter));
    }

    /// Parses CSV according to RFC 4180. An empty cell without quotes is null.
    private static List<List<@Nullable String>> parsed(String csv, char delimiter) {
        var records = new ArrayList<List<@Nullable String>>();
        var record = new ArrayList<@Nullable String>();
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (c == '"') {
                int end = i + 1;
                while (csv.charAt(end) != '"' || csv.charAt(end + 1) == '"') {
                    end += csv.charAt(end) == '"' ? 2 : 1;
                }
                cell.append(csv.substring(i + 1, end).replace("\"\"", "\""));
                quoted = true;
                i = end;
            } else if (c == delimiter || c == '\r') {
                record.add(cell.isEmpty() && !quoted ? null : cell.toString());
                cell.setLength(0);
                quoted = false;
                if (c == '\r') {
                    assertEquals('\n', csv.charAt(++i));
                    records.add(new ArrayList<>(record));
                    record.clear();
                }
            } else {
                cell.append(c);
            }
        }
        return records;
    }

    @Test
    void formulasAreEscapedAndNegativeNumbersAreNot() {
        var fields = List.of(FIELDS.getFirst(), FIELDS.get(3));
        for (var formula : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0")) {
            var csv = written(
                    Format.CSV, fields, List.<@Nullable Object[]>of(new Object[] {formula, new BigDecimal("-5.00")}));
            var line = csv.substring(csv.indexOf("\r\n") + 2);
            assertTrue(line.matches("(?s)\"?'.*,-5\\.00\r\n"), line);
        }
    }

    @Test
    void valuesThatAreNotFiniteAreNeitherQuotedNorEscapedInCsv() {
        var fields = FIELDS.subList(3, 8);
        assertEquals(
                "money,ratio,share,time,day\r\n-Infinity,NaN,-0.0,-infinity,infinity\r\n",
                written(Format.CSV, fields, List.<@Nullable Object[]>of(new Object[] {
                    NonFinite.NEGATIVE_INFINITY, Double.NaN, -0.0f, Times.NEGATIVE_INFINITY, LocalDate.MAX
                })));
    }

    @Test
    void aJsonExportIsAnArrayWithAndWithoutItems() throws JsonProcessingException {
        var id = List.of(FIELDS.get(1));
        assertEquals(List.of(), JSON.readValue(written(Format.JSON, id, List.of()), List.class));
        assertEquals(
                "[\n{\"whole\":1},\n{\"whole\":null}\n]\n",
                written(Format.JSON, id, List.<@Nullable Object[]>of(new Object[] {1L}, new @Nullable Object[] {null
                })));
    }

    private static String written(Format format, List<Field> fields, List<@Nullable Object[]> rows) {
        return written(new Rendering(format, true, NumberForm.JSON, COMMAS), fields, rows);
    }

    private static String written(Rendering rendering, List<Field> fields, List<@Nullable Object[]> rows) {
        var text = new Text();
        var layout = rendering.layout(fields, JSON);
        layout.begin(text);
        rows.forEach(row -> layout.item(row, text));
        layout.end(text);
        return new String(text.octets(), 0, text.length(), StandardCharsets.UTF_8);
    }
}
