package dev.quire.pagination;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// An order of items, written `country,-created_at`.
///
/// @param keys the sort keys, the most significant first. There is at least one, and each field occurs once
public record Sort(List<SortKey> keys) {

    public Sort {
        keys = List.copyOf(keys);
        if (keys.isEmpty()) {
            throw new InvalidValueException("must have at least one key");
        }
        var fields = new HashSet<String>();
        for (var key : keys) {
            if (!fields.add(key.field())) {
                throw new InvalidValueException(
                        "must not contain the field '%s' more than once".formatted(key.field()));
            }
        }
    }

    /// @throws InvalidValueException if the text is not a sort
    public static Sort parse(String text) {
        return new Sort(Stream.of(text.split(",", -1)).map(SortKey::parse).toList());
    }

    /// The sort that returns the same items in the opposite order.
    public Sort reversed() {
        return new Sort(keys.stream().map(SortKey::reversed).toList());
    }

    /// Makes this sort total: appends the tie-breaker in the direction of the last key, unless the field is a key
    /// already.
    public Sort withTieBreaker(String field) {
        if (keys.stream().anyMatch(key -> key.field().equals(field))) {
            return this;
        }
        var total = new ArrayList<>(keys);
        total.add(SortKey.of(field, keys.getLast().direction()));
        return new Sort(total);
    }

    /// Removes the tie-breaker that [#withTieBreaker] would append again. Returns this sort if it does not end in one.
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
