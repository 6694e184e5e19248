package dev.quire.oddity;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import dev.quire.contract.Database;
import dev.quire.contract.Wire;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every odd value in every field of the drafts, in quotes and as it stands. What is accepted is there as it was
/// written; what is refused is refused at its place, and nothing has changed.
@QuarkusTest
class OddBodyTest {

    private static final List<Place> IN_QUOTES = Place.parsed("""
            products {"sku":%s}                                 | sortable       | invalid-body /sku                  |
            products {"name":%s}                                | sortable blank | invalid-body /name                 |
            products {"price":%s}                               | -              | invalid-body /price                |
            users    {"username":%s}                            | sortable       | invalid-body /username             |
            users    {"email":%s}                               | email          | invalid-body /email                |
            users    {"country":%s}                             | sortable       | invalid-body /country              |
            orders   {"number":%s}                              | sortable       | invalid-body /number               |
            orders   {"user_id":%s}                             | -              | invalid-body /user_id              |
            orders   {"status":%s}                              | status         | invalid-body /status               |
            orders   {"country":%s}                             | sortable       | invalid-body /country              |
            orders   {"items":%s}                               | -              | invalid-body /items                |
            orders   {"items":[{"product_id":%s,"quantity":1}]} | -              | invalid-body /items/0/product_id   |
            orders   {"items":[{"product_id":1,"quantity":%s}]} | -              | invalid-body /items/0/quantity     |
            orders   {"items":[{"product_id":1,"quantity":1,"unit_price":%s}]}  | - | invalid-body /items/0/unit_price |
            orders   {"items":[{"product_id":1,"quantity":1,"description":%s}]} | some blank | invalid-body /items/0/description |
            messages {"author_id":%s}                           | -              | invalid-body /author_id            |
            messages {"body":%s}                                | some           | invalid-body /body                 |
            """);

    private static final List<Place> AS_IT_STANDS = Place.parsed("""
            products {"sku":%s}                                 | words          | invalid-body /sku                  |
            products {"name":%s}                                | words empty null | invalid-body /name               |
            products {"price":%s}                               | money          | invalid-body /price                |
            users    {"username":%s}                            | words          | invalid-body /username             |
            users    {"email":%s}                               | -              | invalid-body /email                |
            users    {"country":%s}                             | words          | invalid-body /country              |
            orders   {"number":%s}                              | words          | invalid-body /number               |
            orders   {"user_id":%s}                             | first null     | invalid-body /user_id              |
            orders   {"status":%s}                              | -              | invalid-body /status               |
            orders   {"country":%s}                             | words          | invalid-body /country              |
            orders   {"items":%s}                               | -              | invalid-body /items                |
            orders   {"items":[{"product_id":%s,"quantity":1}]} | first          | invalid-body /items/0/product_id   |
            orders   {"items":[{"product_id":1,"quantity":%s}]} | few            | invalid-body /items/0/quantity     |
            orders   {"items":[{"product_id":1,"quantity":1,"unit_price":%s}]}  | money null | invalid-body /items/0/unit_price |
            orders   {"items":[{"product_id":1,"quantity":1,"description":%s}]} | words empty null | invalid-body /items/0/description |
            messages {"author_id":%s}                           | first null     | invalid-body /author_id            |
            messages {"body":%s}                                | words          | invalid-body /body                 |
            """);

    private static final Map<String, String> NEW = Map.of(
            "products", "{\"sku\":\"odd\",\"name\":\"odd\",\"price\":1}",
            "users", "{\"username\":\"odd\",\"email\":\"odd@example.com\",\"country\":\"odd\"}",
            "orders",
                    "{\"number\":\"odd\",\"user_id\":1,\"status\":\"placed\",\"country\":\"odd\","
                            + "\"items\":[{\"product_id\":1,\"quantity\":1}]}",
            "messages", "{\"author_id\":1,\"body\":\"odd\"}");

    private final Map<String, Long> last = new HashMap<>();
    private final Map<String, String> items = new HashMap<>();

    @BeforeEach
    void makeItems() {
        try (var wire = new Wire(RestAssured.port)) {
            NEW.forEach((collection, body) -> {
                last.put(collection, Database.number("select max(id) from " + collection));
                var reply = wire.send(write("POST", "/api/" + collection, body));
                items.put(
                        collection,
                        "/api/%s/%s".formatted(collection, Cells.json(reply).get("id")));
            });
        }
    }

    @AfterEach
    void takeThemAway() {
        for (var collection : List.of("messages", "orders", "users", "products")) {
            Database.write("delete from %s where id > %d".formatted(collection, last.get(collection)));
        }
    }

    private static Wire.Ask write(String method, String target, String body) {
        return new Wire.Ask(method, target, Map.of("Content-Type", "application/json"), body);
    }

    @Test
    void textIsKeptAsItIsOrRefusedAtItsPlace() {
        try (var cells = new Cells()) {
            for (var place : IN_QUOTES) {
                row(cells, place, true);
            }
            cells.assertNoSurprise(17 * 60);
        }
    }

    @Test
    void aValueAsItStandsIsTakenAsItIsOrRefusedAtItsPlace() {
        try (var cells = new Cells()) {
            for (var place : AS_IT_STANDS) {
                row(cells, place, false);
            }
            cells.assertNoSurprise(17 * 60);
        }
    }

    /// First what is accepted; what is refused then finds the item as it is and leaves it so.
    private void row(Cells cells, Place place, boolean quoted) {
        var item = items.get(place.target().replaceFirst(" .*", ""));
        for (var value : Oddity.ALL) {
            if (!isBroken(value, quoted) && place.takes(value)) {
                var ask = patch(item, place, written(value, quoted));
                var reply = cells.send(ask);
                cells.expect(ask, reply, 200, reply.status());
                var meant = quoted ? value.text() : meaning(place, value);
                cells.expect(
                        ask,
                        reply,
                        meant,
                        read(cells, item).at(place.parameter()).asText());
            }
        }
        var before = read(cells, item);
        for (var value : Oddity.ALL) {
            if (isBroken(value, quoted) || !place.takes(value)) {
                var ask = patch(item, place, written(value, quoted));
                var reply = cells.send(ask);
                cells.refused(
                        ask, reply, 400, place.code(), isBroken(value, quoted) ? "" : blamed(place, value, quoted));
            }
        }
        var ask = Wire.Ask.get(item);
        cells.expect(ask, cells.send(ask), before, read(cells, item));
    }

    /// Whether the body is no JSON with the value in it, so that all of it is to blame. NUL can be written in JSON.
    private static boolean isBroken(Oddity value, boolean quoted) {
        return quoted ? value.is("broken") && !value.is("nul") : !value.is("json");
    }

    private static String written(Oddity value, boolean quoted) {
        if (!quoted || isBroken(value, true)) {
            return quoted ? '"' + value.raw() + '"' : value.raw();
        }
        var text = JsonStringEncoder.getInstance().quoteAsUTF8(value.text());
        return '"' + new String(text, StandardCharsets.ISO_8859_1) + '"';
    }

    private static Wire.Ask patch(String item, Place place, String json) {
        return write("PATCH", item, place.target().replaceFirst("\\w+ +", "").replace("%s", json));
    }

    /// Three exceptions: the database knows no minus nought, and an order's line takes from its product what is null.
    private static String meaning(Place place, Oddity value) {
        if (value.is("null") && place.parameter().startsWith("/items")) {
            return place.parameter().endsWith("price") ? "2.95" : "WHITE HANGING HEART T-LIGHT HOLDER";
        }
        return value.written().equals("-0") ? "0" : value.text().strip().replaceAll("^\"|\"$", "");
    }

    /// One exception: what is no object in a list is refused where it stands.
    private static String blamed(Place place, Oddity value, boolean quoted) {
        return place.parameter().equals("/items") && !quoted && value.written().equals("%5B1%5D")
                ? "/items/0"
                : place.parameter();
    }

    /// The item, and where it has items of its own, these.
    private static JsonNode read(Cells cells, String item) {
        return Cells.json(cells.send(Wire.Ask.get(item + (item.contains("orders") ? "?embed=items" : ""))));
    }
}
