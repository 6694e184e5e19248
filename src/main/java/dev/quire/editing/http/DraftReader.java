package dev.quire.editing.http;

import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.Draft;
import dev.quire.catalogue.InvalidDraftException;
import dev.quire.pagination.Field;
import dev.quire.pagination.InvalidValueException;
import dev.quire.pagination.NonFinite;
import dev.quire.pagination.NumberForm;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Parses a body and validates it against a draft. All faults are reported in one exception; values that pass are
/// typed and keyed by the names of the draft's fields. An instance reads one body.
final class DraftReader {

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][+-]?[0-9]++)?");

    private final Declaration declaration;
    private final Draft draft;
    private final Validator validator;
    private final BodyFaults faults = new BodyFaults();

    DraftReader(Declaration declaration, Draft draft, Validator validator) {
        this.declaration = declaration;
        this.draft = draft;
        this.validator = validator;
    }

    /// Reads a complete item. A nullable field that is missing becomes null; any other missing field is a fault.
    ///
    /// @throws InvalidDraftException if the body is invalid; it lists the faults
    Map<String, @Nullable Object> readComplete(byte[] body) {
        return read(body, true);
    }

    /// Reads a merge patch (RFC 7396): only the fields that are present.
    ///
    /// @throws InvalidDraftException if the body is invalid; it lists the faults
    Map<String, @Nullable Object> readPatch(byte[] body) {
        return read(body, false);
    }

    private Map<String, @Nullable Object> read(byte[] body, boolean whole) {
        var json = new JsonReader(faults).read(body);
        Map<String, @Nullable Object> values = Map.of();
        if (json instanceof Map<?, ?> members) {
            values = values(members, draft, "", whole);
        } else if (faults.isEmpty()) {
            faults.add("", "must be a JSON object");
        }
        faults.throwIfAny();
        return values;
    }

    private Map<String, @Nullable Object> values(Map<?, ?> members, Draft draft, String at, boolean whole) {
        for (var name : members.keySet()) {
            if (draft.part((String) name).isEmpty()) {
                faults.add(Pointer.at(at, (String) name), refusal((String) name, draft, at));
            }
        }
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var part : draft.parts()) {
            var field = part.field();
            var place = Pointer.at(at, field.name());
            if (members.containsKey(field.name())) {
                values.put(field.name(), value(draft, part, members.get(field.name()), place));
            } else if (whole && field.nullable()) {
                values.put(field.name(), null);
            } else if (whole) {
                faults.add(place, "is required");
            }
        }
        return values;
    }

    private String refusal(String name, Draft draft, String at) {
        return at.isEmpty() && declaration.field(name).isPresent()
                ? "is read-only"
                : draft.parts().stream()
                        .map(part -> part.field().name())
                        .collect(Collectors.joining(", ", "unknown field; the writable fields are: ", ""));
    }

    private @Nullable Object value(Draft draft, Draft.Part part, @Nullable Object json, String at) {
        var field = part.field();
        if (json == null) {
            if (!field.nullable()) {
                faults.add(at, "must not be null");
            }
            return null;
        }
        try {
            var lines = part.lines();
            if (lines == null) {
                var value = scalar(field, json);
                return satisfies(draft, field, value, at) ? value : null;
            }
            if (json instanceof List<?> elements) {
                // Checks the size first, so that the elements of a list that is too long are not parsed.
                return satisfies(draft, field, elements, at) ? lines(lines, elements, at) : null;
            }
            throw new InvalidValueException("must be an array");
        } catch (InvalidValueException e) {
            faults.add(at, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /// Whether the value satisfies the constraints of its field. Records a fault for each constraint that it
    /// violates.
    private boolean satisfies(Draft draft, Field field, Object value, String at) {
        if (faults.hasFaultAt(at)) {
            return false;
        }
        var messages = validator.validateValue(draft.type(), field.attribute(), value).stream()
                .map(ConstraintViolation::getMessage)
                .sorted()
                .toList();
        messages.forEach(message -> faults.add(at, message));
        return messages.isEmpty();
    }

    private List<Map<String, @Nullable Object>> lines(Draft lines, List<?> elements, String at) {
        var values = new ArrayList<Map<String, @Nullable Object>>();
        for (var element : elements) {
            var place = Pointer.at(at, values.size());
            if (element instanceof Map<?, ?> members) {
                values.add(values(members, lines, place, true));
            } else {
                faults.add(place, "must be an object");
                values.add(Map.of());
            }
        }
        return values;
    }

    /// Converts a JSON value. It must have a JSON type that responses use for the field; nothing is coerced.
    private static Object scalar(Field field, Object json) {
        if (Number.class.isAssignableFrom(field.type())) {
            return number(field, json);
        }
        if (field.type() == Boolean.class) {
            return json instanceof Boolean ? json : mismatch("true or false");
        }
        var text = json instanceof String string ? string : mismatch("a string");
        return field.parse(text);
    }

    /// A string stands for a number where responses may contain one: with [NumberForm#STRINGS], or if the value is not
    /// finite.
    private static Object number(Field field, Object json) {
        return switch (json) {
            case JsonReader.Numeral(var text) -> field.parse(text);
            case String text when isNumber(field, text) -> field.parse(text);
            default -> mismatch("a number");
        };
    }

    private static boolean isNumber(Field field, String text) {
        return NonFinite.named(text).isPresent()
                || (NumberForm.covers(field.type()) && NUMBER.matcher(text).matches());
    }

    private static String mismatch(String expected) {
        throw new InvalidValueException("must be " + expected);
    }
}
