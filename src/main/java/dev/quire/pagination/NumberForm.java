package dev.quire.pagination;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How decimals and 64-bit integers are represented: as numbers, or as strings of the same digits.
///
/// JavaScript and many other readers convert every number to a double, which rounds integers beyond 2^53 and most
/// decimals. The form depends on the type of a field and not on its value, so a field always has the same form.
public enum NumberForm {
    JSON,
    STRINGS;

    private static final Set<Class<?>> TYPES = Set.of(Long.class, BigInteger.class, BigDecimal.class);

    /// Whether values of this type, never primitive, are represented as strings in the form [#STRINGS].
    public static boolean covers(Class<?> type) {
        return TYPES.contains(type);
    }

    /// Returns the item with all its numbers, those of embedded items included, in this form.
    public Map<String, @Nullable Object> item(Map<String, @Nullable Object> item) {
        return this == JSON ? item : members(item);
    }

    /// Returns a value of an item in this form.
    public @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Object _ when this == JSON -> value;
            case BigDecimal number -> number.toPlainString();
            case Long number -> number.toString();
            case BigInteger number -> number.toString();
            case Map<?, ?> members -> members(members);
            case List<?> elements -> elements.stream().map(this::value).toList();
            default -> value;
        };
    }

    private <K> Map<K, @Nullable Object> members(Map<K, ?> members) {
        var written = new LinkedHashMap<K, @Nullable Object>();
        members.forEach((name, value) -> written.put(name, value(value)));
        return written;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
