package dev.quire.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.contract.Answer;
import dev.quire.contract.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A reader that keeps its place sees everything that is added later, and no walk ends early because of what the rows
/// contain.
@QuarkusTest
class PlacesTest {

    /// The weight of the toys of this test.
    private static final int WEIGHT = 78;

    private static final String LIST = "/api/toys?fields=id&count=none&weight=" + WEIGHT;

    @AfterEach
    void deleteToys() {
        Database.write("delete from toys where weight = " + WEIGHT);
    }

    private static void insert(String name) {
        Database.write("insert into toys (name, weight, made_at) values ('%s', %d, now())".formatted(name, WEIGHT));
    }

    private static List<Long> ids(String order) {
        return Database.longs("select id from toys where weight = %d order by %s".formatted(WEIGHT, order));
    }

    private static Answer read(String query, Answer from, String cursor) {
        return Answer.get(query + "&cursor=" + from.meta().get(cursor).asText());
    }

    @Test
    void thePlacesOfAnEmptyListDeliverEverythingThatIsAddedLater() {
        for (var place : List.of("", "&page=3", "&offset=7", "&sort=-name")) {
            var empty = Answer.get(LIST + place);
            var query = place.startsWith("&sort") ? LIST + place : LIST;
            for (var cursor : List.of("start_cursor", "end_cursor")) {
                var again = read(query, empty, cursor);
                assertEquals(List.of(), again.ids());
                assertFalse(again.meta().get("has_next").asBoolean()
                        || again.meta().get("has_prev").asBoolean());
                insert("b");
                insert("a");
                assertEquals(2, read(query, empty, cursor).ids().size(), place + cursor);
                assertEquals(2, read(query, again, cursor).ids().size(), place + cursor);
                deleteToys();
            }
        }
    }

    @Test
    void pollingAnAscendingListReturnsEachNewItemOnce() {
        insert("first");
        var seen = new ArrayList<Long>();
        var answer = Answer.get(LIST + "&per_page=2&page=1");
        for (int round = 0; round < 4; round++) {
            seen.addAll(answer.ids());
            for (int i = 0; i < round; i++) {
                insert("later");
            }
            do {
                answer = read(LIST + "&per_page=2", answer, "end_cursor");
                seen.addAll(answer.ids());
            } while (answer.meta().get("has_next").asBoolean());
            answer = read(LIST + "&per_page=2", answer, "end_cursor");
        }
        assertEquals(ids("id"), seen);
    }

    /// As react-query does it: `getNextPageParam` is the last page's `next_cursor`, and `getPreviousPageParam` the
    /// first
    /// page's `start_cursor`.
    @Test
    void aFeedScrollsInBothDirectionsWhileNewMessagesArrive() {
        var feed = "/api/messages?fields=id&count=none&per_page=5";
        var pages = new ArrayList<>(List.of(Answer.get(feed)));
        try {
            for (int news = 0; news < 13; news += 4) {
                pages.addLast(read(feed, pages.getLast(), "next_cursor"));
                for (int i = 0; i < news; i++) {
                    Database.write("insert into messages (body, created_at) values ('planted in PlacesTest',"
                            + " greatest(clock_timestamp(), (select max(created_at) from messages)))");
                }
                do {
                    pages.addFirst(read(feed, pages.getFirst(), "start_cursor"));
                } while (pages.getFirst().meta().get("has_prev").asBoolean());
            }
            var shown = pages.stream().flatMap(page -> page.ids().stream()).toList();
            assertEquals(
                    Database.longs("select id from messages order by created_at desc, id desc limit " + shown.size()),
                    shown);
        } finally {
            Database.write("delete from messages where body = 'planted in PlacesTest'");
        }
    }

    /// Each of these names fits in the index, and so in a cursor.
    @Test
    void noWalkEndsAtALongValue() {
        var random = new Random(20111209);
        for (var length : List.of(200, 300, 330, 400, 1_000, 2_600)) {
            insert(random.ints(length, 'A', 'z')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
            insert("文".repeat(length * 10) + length);
        }
        for (var sort : List.of("name", "-name", "name.nullsfirst")) {
            var expected = ids(sort.startsWith("-") ? "name desc, id desc" : "name, id");
            for (var mode : List.of("page=1&per_page=1", "limit=1", "per_page=5&page=1")) {
                var answer = Answer.get(LIST + "&sort=" + sort + "&" + mode);
                var byLink = new ArrayList<>(answer.ids());
                var byCursor = answer;
                while (answer.links().containsKey("next")) {
                    answer = Answer.get(answer.links().get("next"));
                    byLink.addAll(answer.ids());
                }
                assertEquals(expected, byLink, mode);
                var walked = new ArrayList<>(byCursor.ids());
                while (byCursor.meta().has("next_cursor")) {
                    byCursor = read(LIST + "&per_page=1&sort=" + sort, byCursor, "next_cursor");
                    walked.addAll(byCursor.ids());
                }
                assertEquals(expected, walked, mode);
                assertTrue(byCursor.meta().has("prev_cursor"));
            }
        }
        var third = Answer.get(LIST + "&sort=name&per_page=3&page=1")
                .meta()
                .get("end_cursor")
                .asText();
        var export = RestAssured.get(
                "/api/toys/export?sort=name&fields=id&marks=none&weight=%d&cursor=%s".formatted(WEIGHT, third));
        assertEquals(ids("name, id").size() - 3, export.asString().lines().count());
    }
}
