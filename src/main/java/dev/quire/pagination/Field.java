package dev.quire.pagination;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A field of an item, read from a component of the collection's view record.
///
/// @param name as clients write it, in snake_case
/// @param attribute the entity's attribute, in camelCase
/// @param type the Java type of its values, never primitive
/// @param nullable whether an item may lack a value
public record Field(String name, String attribute, Class<?> type, boolean nullable) {

    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z0-9])");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,100}(\\.[0-9]{1,100})?");

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /// How a value of each type is read; an enum's constants come beside these.
    private static final Map<Class<?>, Function<String, Object>> READERS = Map.of(
            String.class, text -> text,
            Long.class, text -> parseInteger(text, Long::valueOf, Long.SIZE),
            Integer.class, text -> parseInteger(text, Integer::valueOf, Integer.SIZE),
            BigDecimal.class, text -> new BigDecimal(matching(DECIMAL, text, "a decimal number such as 12.50")),
            Boolean.class, Field::parseBoolean,
            Instant.class, Field::parseInstant,
            LocalDate.class, Field::parseDate,
            UUID.class, text -> UUID.fromString(matching(UUID_TEXT, text, "a UUID")));

    public static Field of(RecordComponent component) {
        var name = CAPITAL.matcher(component.getName()).replaceAll("_$0").toLowerCase(Locale.ROOT);
        var nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return new Field(name, component.getName(), boxed(component.getType()), nullable);
    }

    /// A field that no record component stands for.
    ///
    /// @param name in snake_case
    /// @param type never primitive
    public static Field of(String name, Class<?> type, boolean nullable) {
        return new Field(name, attribute(name), type, nullable);
    }

    /// The entity's attribute behind a name: `created_at` is `createdAt`.
    public static String attribute(String name) {
        return UNDERSCORE.matcher(name).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    private static Class<?> boxed(Class<?> type) {
        return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }

    /// Reads a value of this field from what a client wrote.
    ///
    /// @throws InvalidValueException if the text is no such value
    public Object parse(String text) {
        return type.isEnum()
                ? parseConstant(text)
                : requireNonNull(READERS.get(type)).apply(text);
    }

    /// Whether values of this field can be read from text, as filters and keys need.
    public boolean readable() {
        return type.isEnum() || READERS.containsKey(type);
    }

    private static Object parseInteger(String text, Function<String, Object> reader, int bits) {
        var digits = matching(INTEGER, text, "a whole number");
        try {
            return reader.apply(digits);
        } catch (NumberFormatException e) {
            throw new InvalidValueException("takes a whole number of at most %d bits".formatted(bits));
        }
    }

    private static LocalDate parseDate(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidValueException("takes a date such as 2011-12-09");
        }
    }

    private static Instant parseInstant(String text) {
        var problem = new InvalidValueException(
                "takes a time such as 2011-12-09T12:50:00Z, to the microsecond, or a date such as 2011-12-09");
        try {
            var instant = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
            var year = instant.atOffset(ZoneOffset.UTC).getYear();
            if (!instant.equals(instant.truncatedTo(ChronoUnit.MICROS)) || year < 1 || year > 9999) {
                throw problem;
            }
            return instant;
        } catch (DateTimeException e) {
            throw problem;
        }
    }

    static Boolean parseBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidValueException("takes true or false");
        };
    }

    private Object parseConstant(String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constantName(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("takes one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Field::constantName)
                                .collect(Collectors.joining(", "))));
    }

    /// How clients see a constant of an enum: its name in lower case.
    public static String constantName(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }

    private static String matching(Pattern pattern, String text, String expected) {
        if (!pattern.matcher(text).matches()) {
            throw new InvalidValueException("takes " + expected);
        }
        return text;
    }
}
