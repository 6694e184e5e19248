package dev.quire.file;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.contract.Answer;
import dev.quire.file.MadeFolder.Made;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Tests the HTTP contract for files. The expected results are derived from the files that the test created.
@QuarkusTest
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileContractTest {

    private static final Instant TIME = Instant.parse("2011-12-09T12:50:00.123456Z");
    private static final String LIST = "/api/files?path=contract";
    private static final List<String> SORTS = List.of("name", "-name", "size", "-size", "modified", "-modified");

    private static final Comparator<Made> BY_NAME = comparing(Made::raw);
    private static final Map<String, Comparator<Made>> ORDERS = Map.of(
            "name", BY_NAME,
            "size", comparing(Made::size, nullsLast(naturalOrder())).thenComparing(BY_NAME),
            "modified", comparing(Made::modified).thenComparing(BY_NAME));

    private final MadeFolder folder = new MadeFolder("contract");

    @BeforeAll
    void make() throws IOException, InterruptedException {
        var random = new Random(17);
        var kinds = List.of("txt", "pdf", "PNG", "unknown", "tar.gz");
        var types =
                List.of("text/plain", "application/pdf", "image/png", "application/octet-stream", "application/gzip");
        for (int i = 0; i < 220; i++) {
            var kind = random.nextInt(kinds.size());
            folder.file(
                    "file %03d.%s".formatted(i * 7 % 220, kinds.get(kind)),
                    random.nextInt(40),
                    types.get(kind),
                    TIME.plusSeconds(random.nextInt(50)));
        }
        folder.file(".hidden.txt", 0, "text/plain", TIME);
        folder.file("Zebra", 1, "application/octet-stream", Instant.EPOCH.minusSeconds(1));
        folder.file("ähnlich.txt", 1, "text/plain", TIME);
        folder.file("文件.pdf", 1, "application/pdf", TIME);
        folder.file("😀", 1, "application/octet-stream", TIME);
        folder.file("100%2e%00+&=?#.csv", 1, "text/csv", TIME);
        folder.odd("back\\slash", "back\\\\slash");
        folder.odd("line\nend\u0000".replace("\u0000", "\u007F"), "line\\x0Aend\\x7F");
        folder.odd("latin \u00E4\u00FF", "latin \\xE4\\xFF");
        folder.odd(MadeFolder.utf8("right \u202Egnp.exe"), "right \\xE2\\x80\\xAEgnp.exe");
        folder.odd(
                MadeFolder.utf8("marks \u200E\u200F\u061C\u2066\u2029\u0085"),
                "marks \\xE2\\x80\\x8E\\xE2\\x80\\x8F\\xD8\\x9C\\xE2\\x81\\xA6\\xE2\\x80\\xA9\\xC2\\x85");
        folder.odd(
                "\u00C0\u00AE".repeat(127),
                "\\xC0\\xAE".repeat(127)); // Overlong encodings of a dot, almost of the maximum length of a name.
        folder.odd("x".repeat(255), "x".repeat(255));
        Files.write(folder.folder("sub.pdf", TIME).resolve("inner.txt"), new byte[5]);
        folder.entries.removeLast();
        folder.made(folder.path.resolve("sub.pdf"), "sub.pdf", null, "folder", TIME);
        folder.link("link.txt", Path.of("/etc/hostname"), TIME);
        folder.link("up", Path.of(".."), TIME);
        folder.pipe("pipe");
    }

    @AfterAll
    void deleteFolder() throws IOException {
        folder.close();
    }

    private List<String> expected(String sort, Predicate<Made> wanted) {
        var order = ORDERS.get(sort.replace("-", ""));
        return folder.entries.stream()
                .filter(wanted)
                .sorted(sort.startsWith("-") ? order.reversed() : order)
                .map(Made::shown)
                .toList();
    }

    private List<String> expected(String sort) {
        return expected(sort, _ -> true);
    }

    private static List<String> names(Answer answer) {
        return answer.data().stream().map(item -> item.get("name").asText()).toList();
    }

    private static String encode(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Test
    void theFirstPageHasTwentyFilesByNameAndFullMetadata() {
        var answer = Answer.get(LIST);
        assertEquals(expected("name").subList(0, 20), names(answer));
        assertEquals("page", answer.meta().get("mode").asText());
        assertEquals(folder.entries.size(), answer.meta().get("total").asInt());
        assertEquals("eq", answer.meta().get("total_relation").asText());
        assertEquals("quire; fwd=bypass", answer.header("Cache-Status"));
        assertEquals("", answer.header("ETag"));
    }

    @Test
    void everyEntryHasItsNameSizeTypeAndTime() {
        var shown = walk(LIST + "&per_page=100", "next_cursor");
        var items = shown.stream().flatMap(page -> page.data().stream()).toList();
        var made = folder.entries.stream().sorted(BY_NAME).toList();
        assertEquals(made.size(), items.size());
        for (int i = 0; i < made.size(); i++) {
            var item = items.get(i);
            assertEquals(made.get(i).shown(), item.get("name").asText());
            assertEquals(
                    made.get(i).size(),
                    item.get("size").isNull() ? null : item.get("size").asLong());
            assertEquals(
                    made.get(i).type(), item.get("type").asText(), made.get(i).shown());
            assertEquals(
                    made.get(i).modified(), Instant.parse(item.get("modified").asText()));
        }
    }

    @Test
    void everySortMatchesTheOracleInAllModesForwardsAndBackwards() {
        for (var sort : SORTS) {
            var expected = expected(sort);
            for (var size : List.of(100, 13)) {
                var pages = walk(LIST + "&sort=%s&per_page=%d".formatted(sort, size), "next_cursor");
                assertEquals(
                        expected,
                        pages.stream().flatMap(page -> names(page).stream()).toList(),
                        sort);
                var back = walk(pages.getLast(), LIST + "&sort=%s&per_page=%d".formatted(sort, size), "prev_cursor");
                assertEquals(
                        pages.stream().map(FileContractTest::names).toList(),
                        back.reversed().stream().map(FileContractTest::names).toList(),
                        sort + " back");
            }
            assertEquals(expected.subList(20, 30), names(Answer.get(LIST + "&page=3&per_page=10&sort=" + sort)));
            assertEquals(expected.subList(5, 8), names(Answer.get(LIST + "&offset=5&limit=3&sort=" + sort)));
            var past = Answer.get(LIST + "&offset=100000000000&limit=3&sort=" + sort);
            assertEquals(List.of(), names(past));
            assertEquals(expected.size(), past.meta().get("total").asInt());
            assertEquals(
                    expected.subList(expected.size() - 3, expected.size()),
                    names(Answer.get(past.links().get("prev"))));
        }
    }

    private static List<Answer> walk(String list, String cursor) {
        return walk(Answer.get(list), list, cursor);
    }

    private static List<Answer> walk(Answer start, String list, String cursor) {
        var pages = new ArrayList<>(List.of(start));
        while (pages.getLast().meta().has(cursor)) {
            assertTrue(pages.size() < 1_000, "the walk does not end");
            pages.add(Answer.get(
                    list + "&cursor=" + pages.getLast().meta().get(cursor).asText()));
            assertEquals(200, pages.getLast().status());
        }
        return pages;
    }

    @Test
    void everyFilterMatchesTheOracleInEverySort() {
        Map<String, Predicate<Made>> filters = Map.ofEntries(
                Map.entry("name=Zebra", made -> made.shown().equals("Zebra")),
                Map.entry("name[ne]=Zebra", made -> !made.shown().equals("Zebra")),
                Map.entry("name[prefix]=file%200", made -> made.shown().startsWith("file 0")),
                Map.entry("name[prefix]=latin%20%5CxE4", made -> made.shown().startsWith("latin \\xE4")),
                Map.entry("name[gte]=file%20100", made -> made.raw().compareTo("file 100") >= 0),
                Map.entry("name[lt]=file%20100", made -> made.raw().compareTo("file 100") < 0),
                Map.entry(
                        "name[in]=pipe,up,absent", made -> List.of("pipe", "up").contains(made.shown())),
                Map.entry("name=back%5Cslash", made -> made.shown().equals("back\\\\slash")),
                Map.entry("type=folder", made -> made.type().equals("folder")),
                Map.entry("type[ne]=text/plain", made -> !made.type().equals("text/plain")),
                Map.entry("type[prefix]=image/", made -> made.type().startsWith("image/")),
                Map.entry(
                        "type[in]=link,other", made -> List.of("link", "other").contains(made.type())),
                Map.entry("size=3", made -> made.size() != null && made.size() == 3),
                Map.entry("size[ne]=3", made -> made.size() == null || made.size() != 3),
                Map.entry("size[gt]=30", made -> made.size() != null && made.size() > 30),
                Map.entry("size[gte]=5&size[lt]=9", made -> made.size() != null && made.size() >= 5 && made.size() < 9),
                Map.entry("size[null]=true", made -> made.size() == null),
                Map.entry("size[null]=false", made -> made.size() != null),
                Map.entry(
                        "modified=2011-12-09T12:50:00.123456Z",
                        made -> made.modified().equals(TIME)),
                Map.entry(
                        "modified[gt]=2011-12-09T12:50:30Z",
                        made -> made.modified().isAfter(TIME.plusSeconds(29))),
                Map.entry(
                        "modified[lte]=2011-12-09T12:50:10.123456Z&type=text/plain",
                        made -> !made.modified().isAfter(TIME.plusSeconds(10))
                                && made.type().equals("text/plain")));
        filters.forEach((filter, wanted) -> {
            for (var sort : List.of("name", "-size")) {
                var expected = expected(sort, wanted);
                var list = LIST + "&per_page=9&sort=%s&%s".formatted(sort, filter);
                var pages = walk(list, "next_cursor");
                assertEquals(
                        expected,
                        pages.stream().flatMap(page -> names(page).stream()).toList(),
                        list);
                assertEquals(
                        expected.size(), pages.getFirst().meta().get("total").asInt(), list);
                var middle = Math.min(4, expected.size());
                var end = Math.min(middle + 9, expected.size());
                var window = Answer.get(list.replace("per_page=9", "limit=9&offset=4"));
                assertEquals(expected.subList(middle, end), names(window), list);
            }
        });
    }

    @Test
    void anItemIsServedByItsNameAsAPlainObject() {
        for (var page : walk(LIST + "&per_page=100", "next_cursor")) {
            for (var listed : page.data()) {
                var name = listed.get("name").asText();
                var item = Answer.get("/api/files/" + encode(name) + "?path=contract");
                assertEquals(200, item.status(), name);
                assertEquals(listed, item.json());
            }
        }
        var cut = Answer.get("/api/files/Zebra?path=contract&fields=size");
        assertEquals("{\"size\":1}", cut.json().toString());
    }

    @Test
    void anItemNameMayContainUnnecessaryEscapes() {
        assertEquals(
                "Zebra",
                Answer.get("/api/files/%5Cx5Aebra?path=contract")
                        .json()
                        .get("name")
                        .asText());
    }

    @Test
    void onlySubfoldersAreListedByTheirPath() {
        var inner = Answer.get("/api/files?path=contract/sub.pdf");
        assertEquals(List.of("inner.txt"), names(inner));
        assertEquals(
                5,
                Answer.get("/api/files/inner.txt?path=contract/sub.pdf")
                        .json()
                        .get("size")
                        .asInt());
        for (var absent : List.of(
                "absent", "contract/absent", "contract/Zebra", "contract/link.txt", "contract/up", "contract/pipe")) {
            var answer = Answer.get("/api/files?path=" + absent);
            assertEquals(404, answer.status(), absent);
            assertEquals("not-found", answer.code(), absent);
            assertEquals(404, Answer.get("/api/files/inner.txt?path=" + absent).status(), absent);
        }
    }

    @Test
    void theRootIsListedWithoutAPath() {
        assertTrue(names(Answer.get("/api/files?per_page=100")).contains("contract"));
        assertEquals(
                "folder", Answer.get("/api/files/contract").json().get("type").asText());
        assertEquals(
                Answer.get("/api/files?per_page=1").json().get("data"),
                Answer.get("/api/files?per_page=1&path=").json().get("data"));
    }

    @Test
    void aMalformedPathIsRefused() {
        for (var path : List.of(
                "/",
                "..",
                ".",
                "contract/..",
                "contract/",
                "/etc",
                "a//b",
                "./contract",
                "%5Cx2e.",
                "a%5Cx2fb",
                "a%5Cx00")) {
            for (var target : List.of("/api/files?path=" + path, "/api/files/Zebra?path=" + path)) {
                var answer = Answer.get(target);
                assertEquals(400, answer.status(), target);
                assertEquals("invalid-parameter", answer.code(), target);
                assertEquals("path", answer.json().at("/errors/0/parameter").asText());
            }
        }
    }

    @Test
    void anAbsentOrImpossibleNameIsNotFound() {
        for (var name : List.of("absent", "a%2Fb", "%5Cx2e%5Cx2e", "%5Cx00", "x".repeat(256), "%20")) {
            var answer = Answer.get("/api/files/" + name + "?path=contract");
            assertEquals(404, answer.status(), name);
            assertEquals("not-found", answer.code(), name);
        }
        assertEquals(400, Answer.get("/api/files/%2e%2e%2f?path=contract").status());
    }

    @Test
    void aCursorBelongsToItsFolderSortAndFilters() {
        var cursor = Answer.get(LIST + "&per_page=2").meta().get("next_cursor").asText();
        assertEquals(
                200,
                Answer.get(LIST + "&per_page=5&fields=name&cursor=" + cursor).status());
        for (var other : List.of(
                "/api/files?cursor=" + cursor,
                "/api/files?path=contract/sub.pdf&cursor=" + cursor,
                LIST + "&sort=-name&cursor=" + cursor,
                LIST + "&type=link&cursor=" + cursor)) {
            assertEquals("cursor-mismatch", Answer.get(other).code(), other);
        }
    }

    @Test
    void anExportHasEveryEntryInOrder() {
        for (var sort : List.of("name", "-size")) {
            var csv = RestAssured.given()
                    .urlEncodingEnabled(false)
                    .get("/api/files/export?path=contract&format=csv&fields=name&name[gt]=file%20219.z&sort=" + sort)
                    .asString();
            assertEquals(
                    expected(sort, made -> made.raw().compareTo("file 219.z") > 0),
                    csv.lines().skip(1).toList());
        }
        assertEquals(404, RestAssured.get("/api/files/export?path=absent").statusCode());
    }

    @Test
    void everyLinkKeepsThePath() {
        var answer = Answer.get(LIST + "&page=2&per_page=5");
        assertEquals(5, answer.links().size());
        answer.links().forEach((relation, link) -> {
            assertTrue(link.contains("path=contract"), link);
            assertFalse(names(Answer.get(link)).isEmpty(), relation);
        });
    }

    @Test
    void everyCursorIsShortEnough() {
        for (var sort : SORTS) {
            walk(LIST + "&per_page=1&name[gt]=latin&sort=" + sort, "next_cursor")
                    .forEach(page -> {
                        assertEquals(
                                page.meta().get("has_next").asBoolean(),
                                page.meta().has("next_cursor"));
                        assertTrue(page.meta().path("next_cursor").asText().length() <= 512);
                    });
        }
    }

    @Test
    void everyPageSaysWhereItStartsAndEnds() {
        for (var sort : SORTS) {
            var all = expected(sort);
            var list = LIST + "&per_page=7&sort=" + sort;
            var first = Answer.get(list + "&page=1");
            var last = Answer.get(first.links().get("last"));
            assertEquals(all.subList(7, 14), names(read(list, first, "end_cursor")));
            assertEquals(all.subList(0, 7), names(read(list, read(list, first, "end_cursor"), "start_cursor")));
            var news = read(list, last, "end_cursor");
            assertEquals(List.of(), names(news));
            assertEquals(List.of(), names(read(list, news, "end_cursor")));
            assertEquals(all.subList(all.size() - 7, all.size()), names(read(list, news, "start_cursor")));
            assertEquals(List.of(), names(read(list, first, "start_cursor")));
            assertEquals(all.subList(0, 7), names(read(list, read(list, first, "start_cursor"), "end_cursor")));
        }
    }

    private static Answer read(String list, Answer from, String cursor) {
        return Answer.get(list + "&cursor=" + from.meta().get(cursor).asText());
    }

    @Test
    void unsupportedParametersAndMethodsAreRefused() {
        assertEquals("unsupported-sort", Answer.get(LIST + "&sort=type").code());
        assertEquals("unknown-field", Answer.get(LIST + "&fields=path").code());
        assertEquals("unknown-parameter", Answer.get(LIST + "&path[prefix]=x").code());
        assertEquals("invalid-parameter", Answer.get(LIST + "&path=x").code());
        assertEquals("unsupported-filter", Answer.get(LIST + "&size[prefix]=1").code());
        assertEquals(405, RestAssured.given().request("POST", "/api/files").statusCode());
    }
}
