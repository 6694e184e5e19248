package dev.quire.catalogue;

import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.InvalidValueException;
import java.util.Optional;
import java.util.function.Function;

/// What parts a collection, as folders part files: a request looks at one section, which a parameter names.
///
/// To all that follows, the section is a filter: cursors, links and what is kept belong to it.
///
/// @param parameter the name of the parameter; no field's
/// @param description of the parameter, one sentence
/// @param example a value of the parameter
/// @param reader reads a value, and the empty text where there is none; the value's text is the same for equal values.
///     It throws [InvalidValueException] for what names no section
public record Section(String parameter, String description, String example, Function<String, ?> reader) {

    /// @param text what the client wrote
    /// @throws InvalidValueException if the text names no section
    public Filter filter(Optional<String> text) {
        var value = reader.apply(text.orElse(""));
        return Filter.equal(new Field(parameter, parameter, value.getClass(), false), value);
    }

    /// The value among the filters of a request.
    ///
    /// @throws IllegalArgumentException if none of them is of this section
    public Object value(Iterable<Filter> filters) {
        for (var filter : filters) {
            if (filter.field().name().equals(parameter)) {
                return filter.value();
            }
        }
        throw new IllegalArgumentException("no section is named by " + parameter);
    }
}
