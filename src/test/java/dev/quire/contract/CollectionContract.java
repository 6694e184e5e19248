package dev.quire.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.catalogue.EditableCollection;
import dev.quire.pagination.Field;
import dev.quire.pagination.Operator;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Tests the HTTP contract that every collection keeps. To test a collection, a subclass gives its path.
///
/// Expected results come from the table behind the collection, whose columns must have the fields' names.
public abstract class CollectionContract extends ExportContract {

    private static final List<String> NOT_NUMBERS = List.of(
            "", "-1", "+1", "1.5", "1e3", "0x10", "abc", "%20", "1%20", "%201", "%D9%A1", "null", "1,2", "1;2", "%2B1");

    protected CollectionContract(String path, String rows) {
        super(path, path, rows);
    }

    protected CollectionContract(String path, String resource, String rows) {
        super(path, resource, rows);
    }

    @Test
    void pageOneHoldsTwentyItemsInTheDefaultOrderWithFullMetadata() {
        var answer = get("page=1&count=exact");
        var total = total();
        var meta = answer.meta();
        var shown = (int) Math.min(20, total);

        assertEquals(200, answer.status());
        assertEquals(expected(declaration().defaultSort(), 0, 20), answer.ids());
        assertEquals("page", meta.get("mode").asText());
        assertEquals(1, meta.get("page").asLong());
        assertEquals(20, meta.get("per_page").asInt());
        assertEquals(shown, meta.get("count").asInt());
        assertEquals(total, meta.get("total").asLong());
        assertEquals("eq", meta.get("total_relation").asText());
        assertEquals(Math.ceilDiv(total, 20L), meta.get("pages").asLong());
        assertEquals(total > 20, meta.get("has_next").asBoolean());
        assertFalse(meta.get("has_prev").asBoolean());
        assertEquals(declaration().defaultSort().toString(), meta.get("sort").asText());
        assertFalse(meta.has("offset") || meta.has("limit") || meta.has("total_as_of"));
    }

    @Test
    void everySortMatchesTheDatabaseAtTheStartMiddleAndEndInBothModes() {
        var total = total();
        var pages = Math.ceilDiv(total, 10L);
        sorts().forEach(sort -> {
            for (long page : new LinkedHashSet<>(List.of(1L, 2L, pages / 2 + 1, pages))) {
                var byPage = get("sort=%s&page=%d&per_page=10".formatted(sort, page));
                assertEquals(expected(sort, (page - 1) * 10, 10), byPage.ids(), sort + " page " + page);
                assertEquals(sort.toString(), byPage.meta().get("sort").asText());
            }
            for (long offset : new LinkedHashSet<>(List.of(0L, 3L, total / 2, Math.max(0, total - 4)))) {
                var byOffset = get("sort=%s&offset=%d&limit=7".formatted(sort, offset));
                assertEquals(expected(sort, offset, 7), byOffset.ids(), sort + " offset " + offset);
            }
        });
    }

    @Test
    void theViewIsRegisteredForReflectionInNativeImages() {
        var view = declaration().view();
        assertTrue(view == null || view.isAnnotationPresent(RegisterForReflection.class));
    }

    @Test
    void theTieBreakerCanBeGivenExplicitly() {
        sorts().forEach(sort -> {
            var total = declaration().total(sort);
            assertEquals(get("sort=" + sort).ids(), get("sort=" + total).ids(), total.toString());
        });
    }

    @Test
    void followingNextAndThenPrevReturnsTheSamePagesWithoutDuplicates() {
        for (var query : List.of("per_page=7", "limit=7&offset=3")) {
            var forwards = new ArrayList<List<Long>>();
            var answer = get(query);
            forwards.add(answer.ids());
            for (int steps = 0; answer.links().containsKey("next") && steps < 5; steps++) {
                answer = Answer.get(answer.links().get("next"));
                forwards.add(answer.ids());
            }
            var backwards = new ArrayList<List<Long>>();
            backwards.add(answer.ids());
            while (backwards.size() < forwards.size()) {
                answer = Answer.get(answer.links().get("prev"));
                backwards.addFirst(answer.ids());
            }
            var walked = forwards.stream().flatMap(List::stream).toList();
            assertEquals(forwards, backwards, query);
            assertEquals(walked.stream().distinct().toList(), walked, query);
        }
    }

    @Test
    void everyLinkIsAbsoluteWorksAndIsInTheLinkHeader() {
        for (var query : List.of(
                "count=exact",
                "count=exact&page=2&per_page=5",
                "count=exact&limit=5&offset=7",
                "count=exact&sort=" + declaration().sortNames().getLast())) {
            var answer = get(query);
            var links = answer.links();
            var header = links.entrySet().stream()
                    .filter(link -> !link.getKey().equals("self"))
                    .map(link -> "<%s>; rel=\"%s\"".formatted(link.getValue(), link.getKey()))
                    .collect(Collectors.joining(", "));
            assertEquals(header, answer.response().header("Link"));
            assertEquals(answer.json(), Answer.get(links.get("self")).json());
            links.forEach((relation, link) -> {
                assertTrue(link.startsWith("http://localhost:" + RestAssured.port + path), link);
                assertEquals(200, Answer.get(link).status(), relation);
                assertFalse(Answer.get(link).ids().isEmpty(), relation + " leads to an empty page");
            });
            assertEquals(answer.meta().get("has_next").asBoolean(), links.containsKey("next"));
            assertEquals(answer.meta().get("has_prev").asBoolean(), links.containsKey("prev"));
            if (!answer.meta().get("mode").asText().equals("cursor")) {
                assertFalse(Answer.get(links.get("last")).links().containsKey("next"), "last is followed by a next");
            }
        }
    }

    @Test
    void linksKeepEveryParameter() {
        var fields = declaration().fields().getFirst().name() + ","
                + declaration().fields().getLast().name();
        var sort = declaration().sortNames().getLast();
        var answer = get("sort=%s&fields=%s&count=exact&per_page=1&page=2".formatted(sort, fields));
        answer.links()
                .values()
                .forEach(link -> assertAll(
                        () -> assertTrue(link.contains("sort=" + encode(sort)), link),
                        () -> assertTrue(link.contains("fields=" + encode(fields)), link),
                        () -> assertTrue(link.contains("count=exact"), link),
                        () -> assertTrue(link.contains("per_page=1"), link)));
    }

    @Test
    void anOffsetResponseReportsItsOffsetAndLimit() {
        var meta = get("limit=5&offset=2&count=exact").meta();
        var total = total();
        assertEquals("offset", meta.get("mode").asText());
        assertEquals(2, meta.get("offset").asLong());
        assertEquals(5, meta.get("limit").asInt());
        assertEquals(total, meta.get("total").asLong());
        assertEquals(total > 7, meta.get("has_next").asBoolean());
        assertEquals(total > 0, meta.get("has_prev").asBoolean());
        assertFalse(meta.has("page") || meta.has("per_page") || meta.has("pages"));
    }

    @Test
    void oneParameterOfTheOffsetModeIsEnough() {
        assertEquals(20, get("offset=0").meta().get("limit").asInt());
        assertEquals(0, get("limit=3").meta().get("offset").asLong());
    }

    @Test
    void aPageSizeAboveOneHundredIsReducedToOneHundredAndReported() {
        for (var size : List.of("101", "1000000", "99999999999999999999999999")) {
            var byPage = get("per_page=" + size);
            assertEquals(100, byPage.meta().get("per_page").asInt());
            assertTrue(byPage.ids().size() <= 100);
            assertEquals(100, get("limit=" + size).meta().get("limit").asInt());
        }
    }

    @Test
    void aPagePastTheEndIsEmptyAndItsPrevLinkLeadsToTheLastPage() {
        for (var query : List.of(
                "page=100000000",
                "page=9007199254740991&per_page=100",
                "offset=2147483648",
                "offset=9007199254740991&limit=100",
                "offset=2147483546&limit=100")) {
            var answer = get("count=exact&" + query);
            assertEquals(200, answer.status(), query);
            assertTrue(answer.data().isEmpty(), query);
            assertFalse(answer.meta().get("has_next").asBoolean(), query);
            assertFalse(answer.links().containsKey("next"), query);
            assertEquals(total(), answer.meta().get("total").asLong(), query);
            assertTrue(answer.meta().get("has_prev").asBoolean(), query);
            var last = Answer.get(answer.links().get("prev"));
            assertFalse(last.ids().isEmpty(), query);
            assertFalse(last.meta().get("has_next").asBoolean(), query);
        }
    }

    @Test
    void aPageNumberOrOffsetAboveTheMaximumIsRefused() {
        for (var digits : List.of("9007199254740992", "9223372036854775808", "9".repeat(500))) {
            for (var name : List.of("page", "offset")) {
                assertRefused("invalid-parameter", name, "%s=%s".formatted(name, digits));
            }
        }
    }

    @Test
    void anInvalidNumberIsRefusedByName() {
        for (var name : List.of("page", "per_page", "limit", "offset")) {
            for (var text : NOT_NUMBERS) {
                assertRefused("invalid-parameter", name, "%s=%s".formatted(name, text));
            }
        }
        for (var name : List.of("page", "per_page", "limit")) {
            assertRefused("invalid-parameter", name, name + "=0");
            assertRefused("invalid-parameter", name, name + "=000");
        }
        assertEquals(200, get("offset=0").status());
        assertEquals(200, get("page=001").status());
    }

    @Test
    void parametersOfTwoModesConflict() {
        for (var query : List.of("page=1&offset=0", "page=1&limit=5", "per_page=5&offset=0", "limit=5&per_page=5")) {
            var answer = get(query);
            assertEquals(400, answer.status(), query);
            assertEquals("conflicting-parameters", answer.code(), query);
        }
    }

    @Test
    void aParameterGivenTwiceIsRefusedEvenWithTheSameValue() {
        for (var name : List.of("page", "per_page", "sort", "fields", "count")) {
            var value = Map.of("sort", declaration().defaultSort().toString(), "fields", "id", "count", "exact")
                    .getOrDefault(name, "1");
            assertRefused("invalid-parameter", name, "%s=%s&%s=%s".formatted(name, value, name, value));
        }
    }

    @Test
    void anUnknownParameterIsRefusedByName() {
        for (var name : List.of("colour", "Page", "page ", "id[", "[]", "limit[gte]", "_", "$where")) {
            assertRefused("unknown-parameter", name, encode(name) + "=1");
        }
        assertRefused("unknown-parameter", "a=b&c", "a%3Db%26c=1");
    }

    @Test
    void anUndeclaredSortIsRefusedWithTheListOfDeclaredOnes() {
        var keys = declaration().fields().stream().map(Field::name).collect(Collectors.joining(","));
        for (var sort : List.of(
                "",
                "colour",
                "-",
                "--id",
                "id,",
                ",id",
                "id desc",
                "ID",
                "id.nullsfirst",
                keys,
                "id,id",
                "id;drop table users",
                "(select 1)",
                "+id")) {
            var answer = assertRefused("unsupported-sort", "sort", "sort=" + encode(sort));
            declaration()
                    .sortNames()
                    .forEach(name ->
                            assertTrue(answer.json().get("detail").asText().contains(name), name));
        }
    }

    @Test
    void onlyTheRequestedFieldsAndTheSortKeysAreSelected() {
        for (var asked : List.of(
                declaration().fields(),
                declaration().fields().reversed(),
                List.of(declaration().fields().getLast()))) {
            var names = asked.stream().map(Field::name).toList();
            var sent = Statements.during(() -> {
                var answer = get("count=none&per_page=2&fields=" + String.join(",", names));
                answer.data().forEach(item -> {
                    var fields = new ArrayList<String>();
                    item.fieldNames().forEachRemaining(fields::add);
                    assertEquals(names, fields);
                });
            });
            var selected = sent.getFirst().replaceFirst("^select (.*?) from .*", "$1");
            var keys = declaration().fields(declaration().total(declaration().defaultSort()));
            var columns =
                    Stream.concat(asked.stream(), keys.stream()).distinct().count();
            assertEquals(columns, selected.split(",", -1).length, selected);
        }
    }

    @Test
    void anUnknownFieldIsRefusedByName() {
        for (var fields : List.of("", "colour", "id,", "ID", "id,colour", "*", "id;", "createdAt", "\"id\"")) {
            assertRefused("unknown-field", "fields", "fields=" + encode(fields));
        }
    }

    @Test
    void everyFilterMatchesTheDatabase() {
        for (var field : declaration().filters()) {
            for (var value : samples(field)) {
                for (var operator : declaration().operators(field)) {
                    var parameter = field.name() + (operator == Operator.EQ ? "" : "[%s]".formatted(operator));
                    var operand = operand(value, operator);
                    var answer = get("%s=%s&per_page=100".formatted(parameter, encode(operand)));
                    var condition = condition(field, operator, value);
                    assertEquals(
                            Database.longs("select id from %s%s%s%s limit 100"
                                    .formatted(
                                            rows,
                                            rows.contains(" where ") ? " and " : " where ",
                                            condition,
                                            orderBy(declaration().defaultSort()))),
                            answer.ids(),
                            parameter + "=" + operand);
                }
            }
        }
    }

    @Test
    void anUndeclaredFilterOrOperatorIsRefused() {
        for (var field : declaration().fields()) {
            if (!declaration().filters().contains(field)) {
                assertRefused("unsupported-filter", field.name(), field.name() + "=1");
            }
        }
        for (var field : declaration().filters()) {
            for (var operator : List.of("eq", "like", "", "GTE", "gte]")) {
                var name = "%s[%s]".formatted(field.name(), operator);
                var answer = get(encode(name) + "=1");
                assertEquals(400, answer.status(), name);
            }
            if (field.type() != String.class) {
                assertRefused("unsupported-filter", field.name() + "[prefix]", field.name() + "%5Bprefix%5D=1");
                assertRefused("invalid-parameter", field.name(), field.name() + "=");
                assertRefused("invalid-parameter", field.name(), field.name() + "=colour");
            }
        }
    }

    @Test
    void bracketsCanBeRawOrEncoded() {
        var field = declaration().filters().getFirst();
        var value = encode(samples(field).getLast());
        var raw = get("%s[in]=%s".formatted(field.name(), value));
        assertEquals(200, raw.status());
        assertEquals(get("%s%%5Bin%%5D=%s".formatted(field.name(), value)).ids(), raw.ids());
    }

    @Test
    void aMalformedQueryIsRefused() {
        for (var query :
                List.of("page=%", "page=%zz", "page=%f", "%=1", "sort=%c3%28", "sort=%ff", "sort=%00", "x=%ed%a0%80")) {
            var answer = RawHttp.get(path + "?" + query);
            assertEquals(400, answer.status(), query);
            assertTrue(answer.body().contains("\"code\":\"invalid-parameter\""), query);
        }
        assertEquals(200, RawHttp.get(path + "?&&page=1&").status());
    }

    @Test
    void anItemIsReturnedByItsIdAsABareObject() {
        for (var listed : get("per_page=3").data()) {
            var id = listed.get("id").asText();
            assertEquals(listed, Answer.get(path + "/" + id).json());
            assertEquals(1, Statements.during(() -> Answer.get(path + "/" + id)).size());
            var cut = Answer.get(path + "/" + id + "?fields=id");
            assertEquals(Map.of("id", listed.get("id")), fields(cut));
            assertEquals(
                    "unknown-parameter", Answer.get(path + "/" + id + "?page=1").code());
            assertEquals(
                    "unknown-field", Answer.get(path + "/" + id + "?fields=x").code());
        }
    }

    private static Map<String, Object> fields(Answer answer) {
        var fields = new LinkedHashMap<String, Object>();
        answer.json().properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    @Test
    void anUnknownOrInvalidIdIsNotFound() {
        for (var id : List.of("0", "-1", "999999999999", "99999999999999999999", "abc", "1.0", "%20", "1%00", "null")) {
            var answer = Answer.get(path + "/" + id);
            assertEquals(404, answer.status(), id);
            assertEquals("not-found", answer.code(), id);
        }
    }

    @Test
    void headMatchesGetWithoutTheBody() {
        for (var target : List.of(path, path + "?page=2&per_page=3", path + "?page=0", path + "/0")) {
            var get = RestAssured.given().urlEncodingEnabled(false).get(target);
            var head = RestAssured.given().urlEncodingEnabled(false).head(target);
            assertEquals(get.statusCode(), head.statusCode(), target);
            assertEquals(get.header("Link"), head.header("Link"), target);
            assertEquals(get.contentType(), head.contentType(), target);
            assertEquals("", head.asString(), target);
        }
    }

    @Test
    void anUnsupportedMethodIsRefusedWithTheAllowedOnes() {
        var refused = collection() instanceof EditableCollection
                ? List.of("PUT", "PATCH", "DELETE")
                : List.of("POST", "PUT", "PATCH", "DELETE");
        for (var method : refused) {
            var answer = RestAssured.given().request(method, path);
            assertEquals(405, answer.statusCode(), method);
            assertEquals("application/problem+json", answer.contentType());
            assertEquals("method-not-allowed", answer.path("code"));
            assertTrue(answer.header("Allow").contains("GET"), method);
        }
    }

    @Test
    void anUnsupportedMediaTypeInAcceptIsRefused() {
        var answer = RestAssured.given().accept("application/xml").get(path);
        assertEquals(406, answer.statusCode());
        assertEquals("not-acceptable", answer.path("code"));
        assertNull(answer.path("errors"));
    }
}
