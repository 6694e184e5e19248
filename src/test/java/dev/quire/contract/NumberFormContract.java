package dev.quire.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quire.catalogue.Relation;
import dev.quire.pagination.Field;
import dev.quire.pagination.NumberForm;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Tests that `numbers=strings` returns the same items with decimals and 64-bit integers as strings, in pages, items,
/// embedded items and exports.
abstract class NumberFormContract extends ExportContract {

    private static final String STRINGS = "numbers=strings";
    private static final String TYPE = "application/json;numbers=strings";

    NumberFormContract(String path, String resource, String rows) {
        super(path, resource, rows);
    }

    /// Asserts that two JSON values are equal, except that numbers may be strings of the same digits.
    private static void assertSame(JsonNode plain, JsonNode strings) {
        switch (plain) {
            case ObjectNode object -> {
                assertEquals(List.copyOf(names(object)), List.copyOf(names(strings)));
                object.properties().forEach(member -> assertSame(member.getValue(), strings.get(member.getKey())));
            }
            case ArrayNode array -> {
                assertEquals(array.size(), strings.size());
                for (int i = 0; i < array.size(); i++) {
                    assertSame(array.get(i), strings.get(i));
                }
            }
            default ->
                assertEquals(
                        plain.isNumber() ? plain.decimalValue().toPlainString() : plain.asText(),
                        strings.isNumber() ? strings.decimalValue().toPlainString() : strings.asText());
        }
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
    }

    /// Asserts the JSON type of each value that is not null, which depends on the type of its field alone.
    private void assertTyped(JsonNode item) {
        for (var field : declaration().fields()) {
            var value = item.path(field.name());
            if (!value.isNull() && Number.class.isAssignableFrom(field.type())) {
                assertEquals(NumberForm.covers(field.type()), value.isTextual(), field.name());
            }
        }
    }

    private String embedded() {
        var names = declaration().relations().stream().map(Relation::name).collect(Collectors.joining(","));
        return names.isEmpty() ? "" : "&embed=" + names;
    }

    @Test
    void numbersAsStringsHaveTheDigitsOfTheJsonNumbersOnEveryPage() {
        var query = "per_page=5&sort=%s%s".formatted(declaration().defaultSort().reversed(), embedded());
        var plain = get(query);
        var strings = get(query + "&" + STRINGS);
        assertEquals(TYPE, strings.response().contentType());
        for (int page = 0; page < 3; page++) {
            assertSame(plain.json().get("data"), strings.json().get("data"));
            strings.data().forEach(this::assertTyped);
            assertEquals(plain.meta().get("total"), strings.meta().get("total"));
            var next = strings.links().get("next");
            assertEquals(plain.links().containsKey("next"), next != null);
            if (next == null) {
                return;
            }
            assertTrue(next.contains(STRINGS), next);
            // A cursor of one form continues the other one.
            var cursor = "&cursor=" + plain.meta().get("next_cursor").asText();
            plain = get(query + cursor);
            strings = get(query + cursor + "&" + STRINGS);
        }
    }

    @Test
    void anItemWithNumbersAsStringsHasAnEntityTagOfItsOwn() {
        if (total() == 0) {
            return;
        }
        var item = path + "/" + get("per_page=1&fields=id").ids().getFirst();
        var plain = Answer.get(item);
        var strings = Answer.get(item + "?" + STRINGS);
        assertSame(plain.json(), strings.json());
        assertTyped(strings.json());
        assertEquals(TYPE, strings.response().contentType());
        assertEquals(plain.json().equals(strings.json()), plain.header("ETag").equals(strings.header("ETag")));
        assertEquals(plain.json(), Answer.get(item + "?numbers=json").json());
        assertEquals(400, Answer.get(item + "?numbers=text").status());
    }

    @Test
    void exportedItemsWithNumbersAsStringsAreThoseOfPages() {
        var query = lastRows(declaration().defaultSort());
        var plain = exported(query);
        var strings = exported(query + "&" + STRINGS);
        assertTrue(strings.isWhole());
        assertEquals(plain.lines().size(), strings.lines().size());
        for (int i = 0; i < plain.lines().size(); i++) {
            var item = Exported.json(strings.lines().get(i));
            assertSame(Exported.json(plain.lines().get(i)), item);
            assertTyped(item);
        }
        var array = export(query + "&format=json&" + STRINGS);
        assertEquals(TYPE, array.contentType());
        assertEquals(
                strings.lines().stream().map(Exported::json).toList(),
                List.copyOf(((ArrayNode) Exported.json(array.asString()))
                        .valueStream()
                        .toList()));
        for (var checkpoint : strings.checkpoints()) {
            var rest = "sort=%s&cursor=%s&%s".formatted(declaration().defaultSort(), checkpoint.cursor(), STRINGS);
            assertEquals(
                    strings.lines().subList(checkpoint.lines(), strings.lines().size()),
                    Exported.after(checkpoint, export(rest).asString()).lines());
        }
    }

    @Test
    void csvHasTheRequestedDelimiterAndByteOrderMark() {
        var query = lastRows(declaration().defaultSort()) + "&format=csv";
        var names = declaration().fields().stream().map(Field::name).toList();
        for (var delimiter : List.of(",", ";", "\t", "|")) {
            var csv = export(query + "&bom=true&formulas=keep&delimiter=" + encode(delimiter))
                    .asString();
            assertTrue(csv.startsWith("\uFEFF" + String.join(delimiter, names) + "\r\n"), csv.substring(0, 80));
        }
        assertEquals(
                export(query).asString(),
                export(query + "&bom=false&formulas=escape&delimiter=,").asString());
        assertTrue(export(lastRows(declaration().defaultSort()) + "&bom=true", "text/csv")
                .asString()
                .startsWith("\uFEFF"));
    }

    @Test
    void theOptionsOfCsvAreRefusedForOtherFormats() {
        for (var option : List.of("bom=true", "delimiter=;", "formulas=keep")) {
            var name = option.replaceFirst("=.*", "");
            refused("conflicting-parameters", name, option);
            refused("conflicting-parameters", name, option + "&format=json");
            refused("invalid-parameter", name, "format=csv&" + name + "=x");
        }
        refused("invalid-parameter", "delimiter", "format=csv&delimiter=;;");
        refused("invalid-parameter", "numbers", "numbers=text");
    }
}
