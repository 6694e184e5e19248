package dev.quire.pagecache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quire.TestServers;
import dev.quire.contract.Answer;
import dev.quire.contract.Database;
import dev.quire.contract.Statements;
import dev.quire.http.QueryString;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Cached responses are served without a query until a write to their collections, and never after it.
@QuarkusTest
class PageCacheTest {

    private static final String HEAVY = "insert into toys (name, weight, made_at) values ('heavy', 1000, now())";

    @AfterEach
    void deleteHeavyToys() {
        Database.write("delete from toys where weight >= 1000");
    }

    private static Response get(String target, String... headers) {
        return send("GET", target, headers);
    }

    private static Response send(String method, String target, String... headers) {
        var request = RestAssured.given()
                .urlEncodingEnabled(false)
                .config(RestAssuredConfig.config()
                        .decoderConfig(DecoderConfig.decoderConfig().noContentDecoders()));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.request(method, target);
    }

    @Test
    void theSecondRequestCausesNoQuery() {
        var sent = Statements.during(() -> {
            var first = get("/api/toys?per_page=3");
            assertEquals("quire; fwd=miss; stored", first.header("Cache-Status"));
            assertEquals(null, first.header("Age"));
            var second = get("/api/toys?per_page=3");
            assertEquals("quire; hit", second.header("Cache-Status"));
            assertEquals("0", second.header("Age"));
            assertArrayEquals(first.asByteArray(), second.asByteArray());
            assertEquals(first.header("ETag"), second.header("ETag"));
            assertEquals(first.header("Link"), second.header("Link"));
            assertEquals("public, no-cache", second.header("Cache-Control"));
            assertEquals("accept-encoding", second.header("Vary").toLowerCase(Locale.ROOT));
        });
        assertEquals(
                sent.size(),
                Statements.during(() -> get("/api/toys?per_page=3")).size());
    }

    @Test
    void equivalentRequestsShareAnEntry() {
        var sent =
                Statements.during(() -> get("/api/toys?sort=-price.nullslast,name.nullsfirst&per_page=4&count=none"));
        var sentForBoth = Statements.during(() -> {
            get("/api/toys?sort=-price.nullslast,name.nullsfirst&per_page=4&count=none");
            get("/api/toys?count=none&per_page=4&sort=%2Dprice.nullslast,name.nullsfirst");
        });
        assertEquals(1, sent.size());
        assertEquals(1, sentForBoth.size());
    }

    @Test
    void requestsThatDifferInAnyParameterHaveSeparateEntries() {
        var targets = List.of(
                "/api/toys?per_page=2",
                "/api/toys?per_page=3",
                "/api/toys?per_page=2&page=2",
                "/api/toys?limit=2",
                "/api/toys?per_page=2&sort=-id",
                "/api/toys?per_page=2&fields=id",
                "/api/toys?per_page=2&fields=name,id",
                "/api/toys?per_page=2&weight=1",
                "/api/toys?per_page=2&weight[gt]=1",
                "/api/toys?per_page=2&count=none",
                "/api/users?per_page=2");
        var cold = targets.stream().map(target -> Answer.get(target).json()).toList();
        var warm = targets.stream().map(target -> Answer.get(target).json()).toList();
        assertEquals(cold, warm);
        assertEquals(targets.size(), cold.stream().distinct().count());
    }

    @Test
    void requestsWithTheSameMeaningShareAnEntryAndGetLinksWithTheirOwnParameters() {
        var first = get("/api/toys?weight[gte]=1&name[ne]=x&per_page=100&page=1");
        for (var query : List.of(
                "per_page=500&name[ne]=x&weight[gte]=1",
                "page=001&per_page=0100&weight%5Bgte%5D=01&name[ne]=x",
                "count=auto&name[ne]=x&per_page=100&sort=id&weight[gte]=1")) {
            var other = get("/api/toys?" + query);
            assertEquals("quire; hit", other.header("Cache-Status"), query);
            assertEquals(first.header("ETag"), other.header("ETag"), query);
            assertEquals(first.jsonPath().getList("data"), other.jsonPath().getList("data"), query);
            assertEquals(first.jsonPath().getMap("meta"), other.jsonPath().getMap("meta"), query);
            var asked = QueryString.parse(query).canonical().toString();
            assertTrue(other.jsonPath().getString("links.self").endsWith("?" + asked), other.asString());
        }
    }

    @Test
    void theHostNamesOfClientsShareAnEntryButNeverMeet() throws IOException {
        var user = Database.number("select user_id from orders where user_id is not null"
                + " group by user_id order by count(*) desc limit 1");
        for (var target : List.of(
                "/api/toys?per_page=40&page=2",
                "/api/orders?per_page=3&embed=user,items",
                "/api/users/" + user + "/orders",
                "/api/messages?embed=author")) {
            var plain = get(target, "Host", "first.example");
            var text = plain.asString();
            assertTrue(text.contains("http://first.example/api/"), text);
            for (var host : List.of("b.example", "an.other.longer.example:8443", "first.example", "[::1]:8080")) {
                var expected = text.replace("first.example", host);
                var other = get(target, "Host", host);
                assertEquals("quire; hit", other.header("Cache-Status"));
                assertEquals(expected, other.asString());
                assertEquals(plain.header("Link").replace("first.example", host), other.header("Link"));
                assertEquals(plain.header("ETag"), other.header("ETag"));
                var length = Integer.toString(expected.getBytes(StandardCharsets.UTF_8).length);
                assertEquals(length, other.header("Content-Length"));
                var head = send("HEAD", target, "Host", host);
                assertEquals(length, head.header("Content-Length"));
                assertEquals(other.header("Link"), head.header("Link"));
                var packed = get(target, "Host", host, "Accept-Encoding", "gzip");
                assertEquals("gzip", packed.header("Content-Encoding"));
                try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed.asByteArray()))) {
                    assertEquals(expected, new String(gzip.readAllBytes(), StandardCharsets.UTF_8));
                }
                assertEquals(
                        304,
                        get(target, "Host", host, "If-None-Match", plain.header("ETag"))
                                .statusCode());
            }
        }
    }

    @Test
    void aWriteIsVisibleAtOnceAfterARefreshOfTheGenerations() {
        var target = "/api/toys?sort=-weight,made_at&per_page=1&fields=weight";
        for (int i = 0; i < 20; i++) {
            assertEquals(9, Answer.get(target).data().getFirst().get("weight").asInt());
            Database.write(HEAVY);
            assertEquals(
                    1000, Answer.get(target).data().getFirst().get("weight").asInt());
            deleteHeavyToys();
        }
    }

    @Test
    void aWriteOfAnotherSessionIsVisibleWithinASecond() throws SQLException {
        var target = "/api/toys?sort=-weight,made_at&per_page=1&fields=weight";
        try (var connection = TestServers.sharedDatabase().getConnection();
                var statement = connection.createStatement()) {
            for (int i = 0; i < 10; i++) {
                assertEquals(
                        9, Answer.get(target).data().getFirst().get("weight").asInt());
                statement.execute(HEAVY);
                var committed = System.nanoTime();
                var sent = System.nanoTime();
                while (Answer.get(target).data().getFirst().get("weight").asInt() == 9) {
                    assertTrue(
                            sent - committed < 1_000_000_000L,
                            "the write is not visible in a request sent a second after its commit");
                    sent = System.nanoTime();
                }
                deleteHeavyToys();
            }
        }
    }

    @Test
    void aMatchingTagGets304() {
        var target = "/api/toys?per_page=5";
        var tag = get(target).header("ETag");
        assertTrue(tag.matches("W/\"[\\w-]{22}\""), tag);
        for (var header : List.of(tag, tag.substring(2), "\"x\", " + tag, tag + ",W/\"y\"")) {
            var unchanged = get(target, "If-None-Match", header);
            assertEquals(304, unchanged.statusCode(), header);
            assertEquals(0, unchanged.asByteArray().length);
            assertEquals(tag, unchanged.header("ETag"));
            assertEquals("public, no-cache", unchanged.header("Cache-Control"));
            assertEquals("quire; hit; detail=unchanged", unchanged.header("Cache-Status"));
        }
        assertEquals(304, get(target, "If-None-Match", "*").statusCode());
        for (var header : List.of("\"x\"", "W/\"\"", "nonsense", "\"" + tag.substring(3, 10) + "\"", "")) {
            assertEquals(200, get(target, "If-None-Match", header).statusCode(), header);
        }
        assertEquals(200, get(target + "&count=none", "If-None-Match", tag).statusCode());
        Database.write(HEAVY);
        var changed = get(target, "If-None-Match", tag);
        assertEquals(200, changed.statusCode());
        assertNotEquals(tag, changed.header("ETag"));
    }

    @Test
    void aTagChangesWithTheGenerationEvenIfTheResponseIsTheSame() {
        var target = "/api/toys?per_page=5&page=20&count=none";
        var tags = new ArrayList<String>();
        Statements.during(() -> tags.add(get(target).header("ETag")));
        var unasked = Statements.during(() -> tags.add(get(target).header("ETag")));
        assertFalse(unasked.isEmpty(), "a new generation must cause a query");
        assertNotEquals(tags.getFirst(), tags.getLast());
    }

    @Test
    void anInvalidRequestIsRejectedWhateverIsCached() {
        get("/api/toys?per_page=5");
        assertEquals(400, get("/api/toys?per_page=5&colour=red").statusCode());
        assertEquals(
                400,
                get("/api/toys?per_page=5&per_page=5", "If-None-Match", "*").statusCode());
        assertEquals("no-store", get("/api/toys?per_page=0").header("Cache-Control"));
        assertEquals("no-store", get("/nowhere").header("Cache-Control"));
    }

    @Test
    void aClientThatAcceptsGzipGetsGzip() throws IOException {
        var target = "/api/toys?per_page=100&sort=name";
        var plain = get(target).asByteArray();
        var packed = get(target, "Accept-Encoding", "br, gzip;q=0.5");
        assertEquals("gzip", packed.header("Content-Encoding"));
        assertTrue(packed.asByteArray().length < plain.length / 2);
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(packed.asByteArray()))) {
            assertArrayEquals(plain, gzip.readAllBytes());
        }
        for (var refused : List.of("gzip;q=0", "identity", "br", "gzip;q=0.000")) {
            assertArrayEquals(plain, get(target, "Accept-Encoding", refused).asByteArray(), refused);
        }
        assertEquals(
                null, get("/api/toys?per_page=1", "Accept-Encoding", "gzip").header("Content-Encoding"));
    }

    @Test
    void aNewParentIsFoundAtOnce() {
        var id = 1 + Database.number("select max(id) from users");
        var target = "/api/users/" + id + "/orders";
        assertEquals(404, get(target).statusCode());
        assertEquals(404, get(target).statusCode());
        Database.write(
                "insert into users (id, username, email, country, created_at) values (%d, 'new', 'new', 'x', now())"
                        .formatted(id));
        try {
            assertEquals(200, get(target).statusCode());
        } finally {
            Database.write("delete from users where id = " + id);
        }
        assertEquals(404, get(target).statusCode());
    }

    @Test
    void aWriteToAnEmbeddedItemIsVisibleAtOnce() {
        var target = "/api/orders?per_page=1&user_id[null]=false&embed=user&fields=id";
        var user = firstUser(target);
        var id = user.get("id").asLong();
        var country = user.get("country").asText();
        Database.write("update users set country = 'Elsewhere' where id = " + id);
        try {
            assertEquals("Elsewhere", firstUser(target).get("country").asText());
        } finally {
            Database.write("update users set country = '%s' where id = %d".formatted(country, id));
        }
        assertEquals(country, firstUser(target).get("country").asText());
    }

    private static JsonNode firstUser(String target) {
        return Answer.get(target).data().getFirst().get("user");
    }

    @Test
    void aCollectionWithoutChangeTrackingIsNotCached() {
        Database.write("alter table toys disable trigger collection_changed_toys");
        try {
            assertEquals("quire; fwd=bypass", get("/api/toys").header("Cache-Status"));
            assertEquals("no-store", get("/api/toys").header("Cache-Control"));
            assertEquals(null, get("/api/toys").header("ETag"));
        } finally {
            Database.write("alter table toys enable always trigger collection_changed_toys");
        }
        Database.touch();
        assertEquals("quire; fwd=miss; stored", get("/api/toys").header("Cache-Status"));
    }

    @Test
    void aHeadRequestGetsTheHeadersOfTheGetRequest() {
        var target = "/api/toys?per_page=3";
        var got = get(target);
        var head = RestAssured.head(target);
        for (var header : List.of("ETag", "Content-Length", "Content-Type", "Link", "Cache-Control", "Vary")) {
            assertEquals(got.header(header), head.header(header), header);
        }
        assertEquals(0, head.asByteArray().length);
    }
}
