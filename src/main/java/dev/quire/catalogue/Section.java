package dev.quire.catalogue;

import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.InvalidValueException;
import java.util.Optional;
import java.util.function.Function;

/// Divides a collection into sections, as folders divide files. Each request reads one section, which a query parameter
/// selects.
///
/// After parsing, the section is an ordinary filter. Cursors, links and cached pages are therefore bound to it.
///
/// @param parameter the name of the parameter, which must not be the name of a field
/// @param description one sentence about the parameter for the API description
/// @param example an example value
/// @param reader parses the parameter; the text is empty if the parameter is absent. Equal results must have equal
///     texts (`toString`). Throws [InvalidValueException] if the text is not a valid section
public record Section(String parameter, String description, String example, Function<String, ?> reader) {

    /// The filter that selects a section.
    ///
    /// @param text the value of the parameter; empty if the parameter is absent
    /// @throws InvalidValueException if the text is not a valid section
    public Filter filter(Optional<String> text) {
        var value = reader.apply(text.orElse(""));
        return Filter.equal(new Field(parameter, parameter, value.getClass(), false), value);
    }

    /// Finds the value of the section in the filters of a request.
    ///
    /// @throws IllegalArgumentException if no filter selects a section
    public Object value(Iterable<Filter> filters) {
        for (var filter : filters) {
            if (filter.field().name().equals(parameter)) {
                return filter.value();
            }
        }
        throw new IllegalArgumentException("no filter selects a section by the parameter " + parameter);
    }
}
