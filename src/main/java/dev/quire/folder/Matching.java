package dev.quire.folder;

import dev.quire.pagination.Filter;
import java.time.Instant;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/// Converts filters to predicates on the entries of a snapshot.
final class Matching {

    private Matching() {}

    /// A predicate that is true for the entries that match all filters.
    static IntPredicate all(List<Filter> filters, Contents contents) {
        return filters.stream()
                .map(filter -> condition(filter, contents))
                .reduce(IntPredicate::and)
                .orElse(_ -> true);
    }

    private static IntPredicate condition(Filter filter, Contents contents) {
        var comparisons = filter.values().stream()
                .map(value -> comparison(filter.field().name(), value, contents))
                .toList();
        var first = comparisons.getFirst();
        return switch (filter.operator()) {
            case EQ -> entry -> first.applyAsInt(entry) == 0;
            case NE -> entry -> first.applyAsInt(entry) != 0;
            case LT -> entry -> first.applyAsInt(entry) < 0;
            case LTE -> entry -> first.applyAsInt(entry) <= 0;
            case GT -> hasValue(filter, contents).and(entry -> first.applyAsInt(entry) > 0);
            case GTE -> hasValue(filter, contents).and(entry -> first.applyAsInt(entry) >= 0);
            case IN -> entry -> comparisons.stream().anyMatch(comparison -> comparison.applyAsInt(entry) == 0);
            case NULL -> Boolean.TRUE.equals(filter.value()) ? hasSize(contents).negate() : hasSize(contents);
            case PREFIX -> prefix(filter, contents);
        };
    }

    /// Excludes entries without a size from `gt` and `gte`, because they compare as greater than every size.
    private static IntPredicate hasValue(Filter filter, Contents contents) {
        return filter.field().nullable() ? hasSize(contents) : _ -> true;
    }

    private static IntPredicate hasSize(Contents contents) {
        return entry -> contents.attributes().size(entry) != FolderEntry.NO_SIZE;
    }

    private static IntPredicate prefix(Filter filter, Contents contents) {
        var prefix = (String) filter.value();
        if (filter.field().name().equals("type")) {
            return entry -> EntryType.name(contents.attributes().type(entry)).startsWith(prefix);
        }
        var bytes = FileName.unescape(prefix);
        return entry -> contents.names().beginsWith(entry, bytes);
    }

    /// A function that compares an entry to a value, with the result of a [java.util.Comparator].
    static IntUnaryOperator comparison(String field, Object value, Contents contents) {
        return switch (value) {
            case String text
            when field.equals("type") ->
                entry -> EntryType.name(contents.attributes().type(entry)).compareTo(text);
            case String text -> {
                var name = FileName.unescape(text);
                yield entry -> contents.names().compare(entry, name);
            }
            case Long size -> entry -> Long.compare(contents.attributes().size(entry), size);
            case Instant time -> {
                var micros = FolderEntry.micros(time);
                yield entry -> Long.compare(contents.attributes().micros(entry), micros);
            }
            default -> _ -> 0; // The operand of the `null` operator, which is not compared.
        };
    }
}
