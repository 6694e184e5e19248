package dev.quire.pagination;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An order of items: sort keys, the first deciding; written `country,-created_at`.
///
/// @param keys at least one, each field once
public record Sort(List<SortKey> keys) {

    public Sort {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new InvalidValueException("a sort has at least one key");
        }
        var fields = new HashSet<String>();
        for (var key : keys) {
            if (!fields.add(key.field())) {
                throw new InvalidValueException("a sort names the field '%s' twice".formatted(key.field()));
            }
        }
    }

    /// @throws InvalidValueException if the text is not a sort
    public static Sort parse(String text) {
        return new Sort(Stream.of(text.split(",", -1)).map(SortKey::parse).toList());
    }

    /// The same items in the opposite order.
    public Sort reversed() {
        return new Sort(keys.stream().map(SortKey::reversed).toList());
    }

    /// This sort made total: ends in the tie-breaker, in the direction of the last key, unless it already orders by it.
    public Sort withTieBreaker(String field) {
        if (keys.stream().anyMatch(key -> key.field().equals(field))) {
            return this;
        }
        var total = new ArrayList<>(keys);
        total.add(SortKey.of(field, keys.getLast().direction()));
        return new Sort(total);
    }

    /// This sort without the tie-breaker at its end, if more keys than it are there.
    public Sort withoutTieBreaker(String field) {
        return keys.size() > 1
                        && keys.getLast()
                                .equals(SortKey.of(
                                        field, keys.get(keys.size() - 2).direction()))
                ? new Sort(keys.subList(0, keys.size() - 1))
                : this;
    }

    @Override
    public String toString() {
        return keys.stream().map(SortKey::toString).collect(Collectors.joining(","));
    }
}
