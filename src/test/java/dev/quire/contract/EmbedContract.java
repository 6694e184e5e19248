package dev.quire.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.quire.catalogue.Relation;
import dev.quire.pagination.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests embedding of relations in every collection.
abstract class EmbedContract extends Subject {

    private static final List<String> PLACES = List.of("page=2&per_page=3", "offset=1&limit=3", "per_page=3", "page=1");

    EmbedContract(String path, String resource, String rows) {
        super(path, resource, rows);
    }

    private List<Relation> relations() {
        return declaration().relations();
    }

    private String allRelations() {
        return relations().stream().map(Relation::name).collect(Collectors.joining(","));
    }

    /// Queries for a page in every mode, by cursors in both directions, and in every sort.
    private Stream<String> places() {
        var cursors = get("page=2&per_page=2").meta();
        return Stream.of(
                        PLACES.stream(),
                        Stream.of("next_cursor", "prev_cursor")
                                .filter(cursors::has)
                                .map(name ->
                                        "per_page=3&cursor=" + cursors.get(name).asText()),
                        sorts().map(sort -> "per_page=3&sort=" + sort))
                .flatMap(places -> places);
    }

    @Test
    void embeddedItemsEqualTheRelatedCollectionsAndFollowTheOwnFields() {
        places().forEach(place -> relations().forEach(relation -> {
            var plain = get(place);
            var embedded = get(place + "&embed=" + relation.name());
            assertEquals(plain.meta(), embedded.meta(), place);
            for (int i = 0; i < plain.data().size(); i++) {
                var item = plain.data().get(i);
                var names = names(item);
                names.addAll(members(relation));
                assertEquals(names, names(embedded.data().get(i)), place);
                assertEquals(expected(relation, item), embedded.data().get(i).get(relation.name()), place);
                if (relation instanceof Relation.ToMany toMany) {
                    assertSaysWhetherItWasCut(toMany, embedded.data().get(i));
                }
            }
        }));
    }

    /// The value as the related collection itself returns it.
    private static JsonNode expected(Relation relation, JsonNode item) {
        var other = path(relation.collection());
        var value = item.get(relation.own().name());
        return switch (relation) {
            case Relation.ToOne _ when value.isNull() -> JsonNodeFactory.instance.nullNode();
            case Relation.ToOne _ -> Answer.get(other + "/" + value.asText()).json();
            case Relation.ToMany toMany ->
                Answer.get("%s?count=none&%s=%s&limit=%d"
                                .formatted(other, toMany.field(), value.asText(), Relation.MAX_ITEMS))
                        .json()
                        .get("data");
        };
    }

    /// The members that embedding adds to an item.
    private static List<String> members(Relation relation) {
        return relation instanceof Relation.ToMany toMany
                ? List.of(toMany.name(), toMany.meta())
                : List.of(relation.name());
    }

    private static void assertSaysWhetherItWasCut(Relation.ToMany relation, JsonNode item) {
        var meta = item.get(relation.meta());
        var all = Answer.get(meta.get("link").asText() + "?count=exact");
        var embedded = item.get(relation.name());
        assertEquals(
                all.meta().get("total").asLong() > Relation.MAX_ITEMS,
                meta.get("has_more").asBoolean());
        assertEquals(all.json().get("data"), embedded); // The default page size equals the bound of embedded items.
    }

    private static List<String> names(JsonNode item) {
        var names = new ArrayList<String>();
        item.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void severalRelationsAppearInTheRequestedOrderAndEachTakesOneStatement() {
        if (relations().isEmpty()) {
            return;
        }
        places().forEach(place -> {
            var plain = get(place);
            var more = relations().stream()
                    .filter(relation -> plain.data().stream()
                            .anyMatch(item -> item.hasNonNull(relation.own().name())))
                    .count();
            var before = Statements.during(() -> get(place)).size();
            var sent = Statements.during(() -> {
                for (var item : get(place + "&embed=" + allRelations()).data()) {
                    var names = names(item);
                    assertEquals(
                            relations().stream()
                                    .flatMap(relation -> members(relation).stream())
                                    .toList(),
                            names.subList(declaration().fields().size(), names.size()));
                }
            });
            assertEquals(1, before, place);
            assertEquals(before + more, sent.size(), place);
        });
    }

    @Test
    void anEmptyPageLoadsNoRelatedItems() {
        if (!relations().isEmpty()) {
            var place = "page=100000000";
            assertEquals(
                    Statements.during(() -> get(place)),
                    Statements.during(() -> get(place + "&embed=" + allRelations())));
        }
    }

    @Test
    void embeddingWithSelectedFieldsDoesNotReturnTheReferencingField() {
        for (var relation : relations()) {
            for (var field : List.of(
                    declaration().fields().getFirst(), declaration().fields().getLast())) {
                var whole = get("per_page=3&embed=" + relation.name()).data();
                var cut = get("per_page=3&fields=%s&embed=%s".formatted(field.name(), relation.name()))
                        .data();
                for (int i = 0; i < whole.size(); i++) {
                    var names = new ArrayList<>(List.of(field.name()));
                    names.addAll(members(relation));
                    assertEquals(names, names(cut.get(i)));
                    assertEquals(whole.get(i).get(relation.name()), cut.get(i).get(relation.name()));
                    assertEquals(whole.get(i).get(field.name()), cut.get(i).get(field.name()));
                }
            }
        }
    }

    @Test
    void aSingleItemEmbedsTheSameAsTheList() {
        for (var relation : relations()) {
            for (var listed : get("per_page=3&embed=" + relation.name()).data()) {
                var target = path + "/" + listed.get("id").asText() + "?embed=" + relation.name();
                var statements = listed.hasNonNull(relation.own().name()) ? 2 : 1;
                assertEquals(listed, Answer.get(target).json());
                assertEquals(
                        statements, Statements.during(() -> Answer.get(target)).size());
                assertEquals(
                        listed.get(relation.name()),
                        Answer.get(target + "&fields=id").json().get(relation.name()));
            }
        }
    }

    @Test
    void anUndeclaredRelationIsRefusedWithTheListOfDeclaredOnes() {
        var fields = declaration().fields().stream().map(Field::name).toList();
        for (var embed : Stream.concat(Stream.of("", "colour", ",", "USER", "*", "user;", "a.b"), fields.stream())
                .toList()) {
            var answer = assertRefused("invalid-parameter", "embed", "embed=" + encode(embed));
            var detail = answer.json().get("detail").asText();
            assertTrue(detail.contains("'" + embed.replaceAll(",.*", "") + "'"), detail);
            relations().forEach(relation -> assertTrue(detail.contains(relation.name()), detail));
            assertEquals(
                    answer.code(),
                    Answer.get(path + "/1?embed=" + encode(embed)).code());
        }
        for (var relation : relations()) {
            var name = relation.name();
            assertRefused("invalid-parameter", "embed", "embed=%s,%s".formatted(name, name));
            assertRefused("invalid-parameter", "embed", "embed=%s&embed=%s".formatted(name, name));
            assertRefused("invalid-parameter", "embed", "embed=%s,colour".formatted(name));
            assertRefused("invalid-parameter", "embed", "embed=%s,".formatted(name));
        }
    }

    @Test
    void linksKeepTheEmbedParameterAndCursorsAreNotBoundToIt() {
        for (var relation : relations()) {
            var embed = "embed=" + relation.name();
            var answer = get("page=2&per_page=2&" + embed);
            answer.links().values().forEach(link -> {
                assertTrue(link.contains(embed), link);
                Answer.get(link).data().forEach(item -> assertTrue(item.has(relation.name()), link));
            });
            if (answer.meta().has("next_cursor")) {
                var cursor = "&cursor=" + answer.meta().get("next_cursor").asText();
                var plain = get("per_page=2" + cursor);
                assertEquals(plain.ids(), get("per_page=2&" + embed + cursor).ids());
                plain.data().forEach(item -> assertFalse(item.has(relation.name())));
            }
        }
    }

    @Test
    void anItemEmbedsAtMostTheMaximumNumberOfItems() {
        for (var relation : relations()) {
            for (var item : get("per_page=100&embed=" + relation.name()).data()) {
                if (item.get(relation.name()) instanceof ArrayNode embedded) {
                    assertTrue(embedded.size() <= Relation.MAX_ITEMS);
                }
            }
        }
    }
}
