package dev.quire.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.contract.Answer;
import dev.quire.contract.Database;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tests values that are easily mishandled (quotes, percent signs, backslashes, scales, microseconds, null) in
/// data, filters and links.
@QuarkusTest
class OddValuesTest {

    private static List<String> names() {
        return Database.values("select name from toys where weight = 9 order by id").stream()
                .map(Object::toString)
                .toList();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String name(Answer answer) {
        return answer.data().getFirst().get("name").asText();
    }

    @Test
    void everyNameIsFoundByEqualityAndByTheLinksOfItsResponse() {
        for (var name : names()) {
            var answer = Answer.get("/api/toys?name=" + encode(name));
            assertEquals(1, answer.data().size(), name);
            assertEquals(name, name(answer));
            answer.links().values().forEach(link -> assertEquals(name, name(Answer.get(link)), link));
        }
    }

    /// A naive client splits a `Link` header at commas and semicolons, and quotes addresses with apostrophes. Python's
    /// `requests` splits at `, <` and then at `;`.
    @Test
    void linksSurviveNaiveClients() {
        for (var query : List.of(
                "name[ne]=A;B",
                "name[ne]=x'",
                "name[in]=a,b,%22%3E,%20%3C%22",
                "weight[gte]=0&name[ne]=%C3%B6+%F0%9F%9A%82")) {
            var answer = Answer.get("/api/toys?per_page=1&page=2&count=exact&" + query);
            var links = answer.links();
            var split = new HashMap<String, String>();
            for (var link : answer.header("Link").split(",", -1)) {
                var parts = link.split(";", -1);
                assertEquals(2, parts.length, link);
                split.put(parts[1].strip().replaceAll("rel=\"(.*)\"", "$1"), parts[0].replaceAll("[<> '\"]", ""));
            }
            links.forEach((relation, link) -> {
                assertTrue(link.matches("http://[a-z0-9.:]+/api/toys\\?([A-Za-z0-9._~&=-]|%[0-9A-F]{2})*"), link);
                assertEquals(relation.equals("self") ? null : link, split.get(relation));
            });
            assertEquals(answer.json(), Answer.get(links.get("self")).json());
        }
    }

    @Test
    void namesAreFoundByTheInAndPrefixOperators() {
        for (var name : names()) {
            var quoted = "\"" + name.replace("\"", "\"\"") + "\"";
            assertEquals(name, name(Answer.get("/api/toys?name[in]=" + encode(quoted + ",x"))));
        }
        assertEquals(2, Answer.get("/api/toys?name[prefix]=100%20").data().size());
        assertEquals(1, Answer.get("/api/toys?name[prefix]=100%20%25").data().size());
        assertEquals(0, Answer.get("/api/toys?name[prefix]=_").data().size());
        assertEquals(1, Answer.get("/api/toys?name[prefix]=back%5C").data().size());
        assertEquals(
                1,
                Answer.get("/api/toys?name[prefix]=Gr%C3%B6%C3%9Fe%20%E2%80%9E")
                        .data()
                        .size());
    }

    @Test
    void moneyKeepsItsStoredScale() {
        var prices = Answer.get("/api/toys?weight=9&fields=price").response().asString();
        for (var price : List.of("1.10", "0.001", "12345678901234567890.123456789", "-1.00", "1.1", "0", "0.00")) {
            assertTrue(prices.contains("{\"price\":" + price + "}"), price);
        }
    }

    @Test
    void timesKeepTheirMicrosecondsInResponsesAndFilters() {
        var times = Answer.get("/api/toys?weight=9&fields=made_at").response().asString();
        for (var time : List.of(
                "2020-02-29T23:59:59.123456Z",
                "2020-02-29T23:59:59.000001Z",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999Z")) {
            assertTrue(times.contains("\"" + time + "\""), time + " in " + times);
        }
        assertEquals(
                1,
                Answer.get("/api/toys?made_at=2020-02-29T23:59:59.123456Z")
                        .data()
                        .size());
        assertEquals(
                1,
                Answer.get("/api/toys?made_at=2020-03-01T00:59:59.123456%2B01:00")
                        .data()
                        .size());
        assertEquals(
                400,
                Answer.get("/api/toys?made_at=2020-02-29T23:59:59.1234567Z").status());
        assertEquals(400, Answer.get("/api/toys?made_at=2021-02-29").status());
    }

    @Test
    void nullDiffersFromEveryValueInFilters() {
        var all = Answer.get("/api/toys").meta().get("total").asLong();
        var equal = Answer.get("/api/toys?name=toy%201").meta().get("total").asLong();
        var other = Answer.get("/api/toys?name[ne]=toy%201").meta().get("total").asLong();
        assertEquals(all, equal + other);
        var absent = Answer.get("/api/toys?name[null]=true").meta().get("total").asLong();
        assertEquals(
                all,
                absent
                        + Answer.get("/api/toys?name[null]=false")
                                .meta()
                                .get("total")
                                .asLong());
    }
}
