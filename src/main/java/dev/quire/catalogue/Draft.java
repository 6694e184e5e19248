package dev.quire.catalogue;

import dev.quire.pagination.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What clients may write of an item: the components of a record, named as in the view, with their constraints as
/// annotations of Bean Validation. `@Nullable` ones may be null or left out. A list of records holds parts of the item,
/// such as the lines of an order. No instance of the record is ever made.
///
/// @param type the record
/// @param parts its components, in their order
/// @param completion what the service adds
public record Draft(Class<? extends Record> type, List<Part> parts, Completion completion) {

    /// A component of a draft.
    ///
    /// @param lines what each element holds, if the component is a list of records
    public record Part(Field field, @Nullable Draft lines) {}

    /// Adds to what a client wrote, which keeps to the draft, what follows from it.
    @FunctionalInterface
    public interface Completion {

        /// @param values by field, to be changed; for a change of an item, only those that the client named
        /// @param catalogue the other collections
        /// @throws InvalidDraftException if something does not fit together
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
