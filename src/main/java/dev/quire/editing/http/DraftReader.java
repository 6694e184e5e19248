package dev.quire.editing.http;

import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.Draft;
import dev.quire.catalogue.InvalidDraftException;
import dev.quire.pagination.Field;
import dev.quire.pagination.InvalidValueException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a body against a draft, once: whatever it may not be ends in one refusal that names every fault. From here on
/// all values are typed, and go by names of the draft.
final class DraftReader {

    private final Declaration declaration;
    private final Draft draft;
    private final Validator validator;
    private final BodyFaults faults = new BodyFaults();

    DraftReader(Declaration declaration, Draft draft, Validator validator) {
        this.declaration = declaration;
        this.draft = draft;
        this.validator = validator;
    }

    /// All values of an item; what is left out is null, where it may be.
    ///
    /// @throws InvalidDraftException that names every fault
    Map<String, @Nullable Object> whole(byte[] body) {
        return read(body, true);
    }

    /// The values that are to change: a merge patch (RFC 7396).
    ///
    /// @throws InvalidDraftException that names every fault
    Map<String, @Nullable Object> part(byte[] body) {
        return read(body, false);
    }

    private Map<String, @Nullable Object> read(byte[] body, boolean whole) {
        var json = new JsonReader(faults).read(body);
        Map<String, @Nullable Object> values = Map.of();
        if (json instanceof Map<?, ?> members) {
            values = values(members, draft, "", whole);
        } else if (faults.isEmpty()) {
            faults.add("", "takes an object");
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
                ? "cannot be written"
                : draft.parts().stream()
                        .map(part -> part.field().name())
                        .collect(Collectors.joining(", ", "no such field; these are: ", ""));
    }

    private @Nullable Object value(Draft draft, Draft.Part part, @Nullable Object json, String at) {
        var field = part.field();
        if (json == null) {
            if (!field.nullable()) {
                faults.add(at, "takes a value, not null");
            }
            return null;
        }
        try {
            var lines = part.lines();
            if (lines == null) {
                var value = scalar(field, json);
                return holds(draft, field, value, at) ? value : null;
            }
            if (json instanceof List<?> elements) {
                // Its size first: the elements of a list that is too long are not looked at.
                return holds(draft, field, elements, at) ? lines(lines, elements, at) : null;
            }
            throw new InvalidValueException("takes an array");
        } catch (InvalidValueException e) {
            faults.add(at, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /// Whether the value keeps to the constraints of its field; they are named if not.
    private boolean holds(Draft draft, Field field, Object value, String at) {
        if (faults.blame(at)) {
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
                faults.add(place, "takes an object");
                values.add(Map.of());
            }
        }
        return values;
    }

    /// The value, which must be of the kind of JSON that answers have it in.
    private static Object scalar(Field field, Object json) {
        if (Number.class.isAssignableFrom(field.type())) {
            return field.parse(json instanceof JsonReader.Numeral(var text) ? text : other("a number"));
        }
        if (field.type() == Boolean.class) {
            return json instanceof Boolean ? json : other("true or false");
        }
        var text = json instanceof String string ? string : other("text");
        if (field.type() == Instant.class && text.length() <= "2011-12-09".length()) {
            other("a time such as 2011-12-09T12:50:00Z, to the microsecond");
        }
        return field.parse(text);
    }

    private static String other(String expected) {
        throw new InvalidValueException("takes " + expected);
    }
}
