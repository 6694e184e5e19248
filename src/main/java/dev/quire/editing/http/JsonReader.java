package dev.quire.editing.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Parses JSON strictly (RFC 8259; I-JSON, RFC 7493): UTF-8, exactly one value, no duplicate names, and only text
/// that PostgreSQL can store. Numbers keep their literal text. The number of values is limited, because a body of
/// many small values takes a hundred times its size in memory.
final class JsonReader {

    /// A number, as its literal text.
    record Numeral(String text) {}

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(1_000)
                    .build())
            .build();

    private static final int MAX_VALUES = 20_000;

    private final BodyFaults faults;

    private int values;

    private static final class TooManyValuesException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    JsonReader(BodyFaults faults) {
        this.faults = faults;
    }

    /// @return a String, [Numeral], Boolean, List, Map or null; to be ignored if faults were recorded
    @Nullable
    Object read(byte[] bytes) {
        if (bytes.length == 0) {
            faults.add("", "is empty");
            return null;
        }
        try (var parser = FACTORY.createParser(StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString())) {
            parser.nextToken();
            var value = value(parser, "");
            if (parser.nextToken() != null) {
                faults.add("", "has content after the JSON value");
            }
            return value;
        } catch (TooManyValuesException e) {
            faults.add("", "contains more than " + MAX_VALUES + " values");
        } catch (CharacterCodingException e) {
            faults.add("", "is not valid UTF-8");
        } catch (StreamConstraintsException e) {
            faults.add("", "is nested too deeply, or contains a name or number that is too long");
        } catch (IOException e) {
            faults.add("", "is not valid JSON");
        }
        return null;
    }

    private @Nullable Object value(JsonParser parser, String at) throws IOException {
        var token = parser.currentToken();
        if (token == null) {
            throw new IOException();
        }
        if (++values > MAX_VALUES) {
            throw new TooManyValuesException();
        }
        return switch (token) {
            case START_OBJECT -> object(parser, at);
            case START_ARRAY -> array(parser, at);
            case VALUE_STRING -> text(parser.getText(), at);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Numeral(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, FIELD_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT -> throw new IOException();
        };
    }

    private Map<String, @Nullable Object> object(JsonParser parser, String at) throws IOException {
        var members = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            var place = Pointer.at(at, name);
            parser.nextToken();
            var value = value(parser, place);
            if (members.containsKey(name)) {
                faults.add(place, "is present more than once");
            } else {
                members.put(name, value);
            }
        }
        return members;
    }

    private List<@Nullable Object> array(JsonParser parser, String at) throws IOException {
        var elements = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser, Pointer.at(at, elements.size())));
        }
        return elements;
    }

    private String text(String text, String at) {
        if (text.indexOf(0) >= 0) {
            faults.add(at, "contains a NUL character, which is not allowed");
        } else if (!StandardCharsets.UTF_16.newEncoder().canEncode(text)) {
            faults.add(at, "contains an unpaired surrogate");
        }
        return text;
    }
}
