package dev.quire.catalogue;

import dev.quire.pagination.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Describes which fields of an item clients can write.
///
/// A record serves as the schema and is never instantiated. Its components are named like those of the view and have
/// Bean Validation annotations as constraints. `@Nullable` components may be null or omitted. A component that is a
/// list of records holds parts of the item, such as the lines of an order.
///
/// @param type the record
/// @param parts the components of the record, in their order
/// @param completion adds derived values
public record Draft(Class<? extends Record> type, List<Part> parts, Completion completion) {

    /// A component of a draft.
    ///
    /// @param lines the schema of the elements if the component is a list of records, otherwise null
    public record Part(Field field, @Nullable Draft lines) {}

    /// Adds derived values to the validated values of a client.
    @FunctionalInterface
    public interface Completion {

        /// @param values the values by field name, to be modified in place. For a partial update, only those that the
        ///     client sent
        /// @param catalogue gives access to other collections
        /// @throws InvalidDraftException if the values are inconsistent
        void complete(Map<String, @Nullable Object> values, Catalogue catalogue);
    }

    public static Draft of(Class<? extends Record> type) {
        var parts = Arrays.stream(type.getRecordComponents()).map(Draft::part).toList();
        return new Draft(type, parts, (_, _) -> {});
    }

    private static Part part(RecordComponent component) {
        var lines = component.getGenericType() instanceof ParameterizedType list
                        && component.getType() == List.class
                        && list.getActualTypeArguments()[0] instanceof Class<?> element
                        && element.isRecord()
                ? of(element.asSubclass(Record.class))
                : null;
        return new Part(Field.of(component), lines);
    }

    public Draft completedBy(Completion completion) {
        return new Draft(type, parts, completion);
    }

    public Optional<Part> part(String name) {
        return parts.stream().filter(part -> part.field().name().equals(name)).findFirst();
    }
}
