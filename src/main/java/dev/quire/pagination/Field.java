package dev.quire.pagination;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A field of an item. It corresponds to a component of the collection's view record.
///
/// @param name the name in the API, in snake_case
/// @param attribute the name of the entity's attribute, in camelCase
/// @param type the Java type of its values, never primitive
/// @param nullable whether the value may be null
public record Field(String name, String attribute, Class<?> type, boolean nullable) {

    private static final Pattern CAPITAL = Pattern.compile("[A-Z]");
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z0-9])");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");
    private static final Pattern DECIMAL =
            Pattern.compile("-?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+ -]?[0-9]{1,3})?");

    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /// The parser of each supported type. Enums are supported too, but have no entry: see [#parseConstant].
    private static final Map<Class<?>, Function<String, Object>> READERS = Map.of(
            String.class, text -> text,
            Long.class, text -> parseInteger(text, Long::valueOf, Long.SIZE),
            Integer.class, text -> parseInteger(text, Integer::valueOf, Integer.SIZE),
            BigDecimal.class, Field::parseDecimal,
            Double.class, text -> parseFloating(text, Double::valueOf),
            Float.class, text -> parseFloating(text, Float::valueOf),
            Boolean.class, Field::parseBoolean,
            Instant.class, Times::parseTime,
            LocalDate.class, Times::parseDate,
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

    /// Converts a field name to the name of the entity's attribute: `created_at` becomes `createdAt`.
    public static String attribute(String name) {
        return UNDERSCORE.matcher(name).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    private static Class<?> boxed(Class<?> type) {
        return java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }

    /// Parses a value of this field from a client's text.
    ///
    /// @throws InvalidValueException if the text is not a valid value of the field's type
    public Object parse(String text) {
        return type.isEnum()
                ? parseConstant(text)
                : requireNonNull(READERS.get(type)).apply(text);
    }

    /// Whether values of this field can be parsed from text. Filters, sorts and keys require it.
    public boolean readable() {
        return type.isEnum() || READERS.containsKey(type);
    }

    private static Object parseInteger(String text, Function<String, Object> reader, int bits) {
        var digits = matching(INTEGER, text, "an integer");
        try {
            return reader.apply(digits);
        } catch (NumberFormatException e) {
            throw new InvalidValueException("must be a signed %d-bit integer".formatted(bits));
        }
    }

    private static BigDecimal parseDecimal(String text) {
        return NonFinite.named(text)
                .map(BigDecimal.class::cast)
                .orElseGet(() -> new BigDecimal(matching(DECIMAL, text, "a decimal number such as 12.50 or 1e-9")
                        .replace(' ', '+')));
    }

    /// Reads the text itself, because a [BigDecimal] has no negative zero.
    private static <T extends Number> T parseFloating(String text, Function<String, T> reader) {
        var decimal = parseDecimal(text);
        var value = reader.apply(text.replace(' ', '+'));
        if (Double.isInfinite(value.doubleValue()) && !(decimal instanceof NonFinite)) {
            throw new InvalidValueException("is outside the range of the database");
        }
        return value;
    }

    static Boolean parseBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidValueException("must be true or false");
        };
    }

    private Object parseConstant(String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constantName(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidValueException("must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Field::constantName)
                                .collect(Collectors.joining(", "))));
    }

    /// The name of an enum constant in the API: the lower-case form of its Java name.
    public static String constantName(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }

    private static String matching(Pattern pattern, String text, String expected) {
        if (!pattern.matcher(text).matches()) {
            throw new InvalidValueException("must be " + expected);
        }
        return text;
    }
}
