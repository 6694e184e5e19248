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

/// Sends every odd value in every field of a body, as a JSON string and unquoted. An accepted value must be stored
/// unchanged. A refused value must be reported with its JSON pointer, and the item must stay unchanged.
@QuarkusTest
class OddBodyTest {

    private static final List<Place> QUOTED = Place.parsed("""
            products {"sku":%s}                                 | sortable       | invalid-body /sku                  |
            products {"name":%s}                                | sortable blank | invalid-body /name                 |
            products {"price":%s}                               | money-text     | invalid-body /price                |
            users    {"username":%s}                            | sortable       | invalid-body /username             |
            users    {"email":%s}                               | email          | invalid-body /email                |
            users    {"country":%s}                             | sortable       | invalid-body /country              |
            orders   {"number":%s}                              | sortable       | invalid-body /number               |
            orders   {"user_id":%s}                             | first-text     | invalid-body /user_id              |
            orders   {"status":%s}                              | status         | invalid-body /status               |
            orders   {"country":%s}                             | sortable       | invalid-body /country              |
            orders   {"items":%s}                               | -              | invalid-body /items                |
            orders   {"items":[{"product_id":%s,"quantity":1}]} | first-text     | invalid-body /items/0/product_id   |
            orders   {"items":[{"product_id":1,"quantity":%s}]} | -              | invalid-body /items/0/quantity     |
            orders   {"items":[{"product_id":1,"quantity":1,"unit_price":%s}]}  | money-text | invalid-body /items/0/unit_price |
            orders   {"items":[{"product_id":1,"quantity":1,"description":%s}]} | some blank | invalid-body /items/0/description |
            messages {"author_id":%s}                           | first-text     | invalid-body /author_id            |
            messages {"body":%s}                                | some           | invalid-body /body                 |
            """);

    private static final List<Place> UNQUOTED = Place.parsed("""
            products {"sku":%s}                                 | words          | invalid-body /sku                  |
            products {"name":%s}                                | words empty null | invalid-body /name               |
            products {"price":%s}                               | money quoted-number | invalid-body /price           |
            users    {"username":%s}                            | words          | invalid-body /username             |
            users    {"email":%s}                               | -              | invalid-body /email                |
            users    {"country":%s}                             | words          | invalid-body /country              |
            orders   {"number":%s}                              | words          | invalid-body /number               |
            orders   {"user_id":%s}                             | first null quoted-number | invalid-body /user_id              |
            orders   {"status":%s}                              | -              | invalid-body /status               |
            orders   {"country":%s}                             | words          | invalid-body /country              |
            orders   {"items":%s}                               | -              | invalid-body /items                |
            orders   {"items":[{"product_id":%s,"quantity":1}]} | first quoted-number | invalid-body /items/0/product_id   |
            orders   {"items":[{"product_id":1,"quantity":%s}]} | few            | invalid-body /items/0/quantity     |
            orders   {"items":[{"product_id":1,"quantity":1,"unit_price":%s}]}  | money null quoted-number | invalid-body /items/0/unit_price |
            orders   {"items":[{"product_id":1,"quantity":1,"description":%s}]} | words empty null | invalid-body /items/0/description |
            messages {"author_id":%s}                           | first null quoted-number | invalid-body /author_id            |
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
    void createItems() {
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
    void deleteNewRows() {
        for (var collection : List.of("messages", "orders", "users", "products")) {
            Database.write("delete from %s where id > %d".formatted(collection, last.get(collection)));
        }
    }

    private static Wire.Ask write(String method, String target, String body) {
        return new Wire.Ask(method, target, Map.of("Content-Type", "application/json"), body);
    }

    @Test
    void textIsStoredUnchangedOrRefusedWithItsPointer() {
        try (var cells = new Cells()) {
            for (var place : QUOTED) {
                row(cells, place, true);
            }
            cells.assertNoMismatch(17 * 60);
        }
    }

    @Test
    void anUnquotedValueIsStoredUnchangedOrRefusedWithItsPointer() {
        try (var cells = new Cells()) {
            for (var place : UNQUOTED) {
                row(cells, place, false);
            }
            cells.assertNoMismatch(17 * 60);
        }
    }

    /// Sends first the values that are accepted, then those that are refused, and checks that the latter change
    /// nothing.
    private void row(Cells cells, Place place, boolean quoted) {
        var item = items.get(place.target().replaceFirst(" .*", ""));
        for (var value : Oddity.ALL) {
            if (!isBroken(value, quoted) && place.accepts(value)) {
                var ask = patch(item, place, written(value, quoted));
                var reply = cells.send(ask);
                cells.expect(ask, reply, 200, reply.status());
                var number = place.parameter().endsWith("price");
                var meant = quoted && !number ? value.text() : meaning(place, value);
                cells.expect(
                        ask,
                        reply,
                        meant,
                        read(cells, item).at(place.parameter()).asText());
            }
        }
        var before = read(cells, item);
        for (var value : Oddity.ALL) {
            if (isBroken(value, quoted) || !place.accepts(value)) {
                var ask = patch(item, place, written(value, quoted));
                var reply = cells.send(ask);
                cells.expectRefusal(
                        ask, reply, 400, place.code(), isBroken(value, quoted) ? "" : blamed(place, value, quoted));
            }
        }
        var ask = Wire.Ask.get(item);
        cells.expect(ask, cells.send(ask), before, read(cells, item));
    }

    /// Whether the value makes the body invalid JSON, so that the whole body is refused. NUL does not: in a JSON
    /// string it can be escaped.
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

    /// The expected stored text: the value itself, except that a price or description of null in a line is taken
    /// from the product, and that the database stores -0 as 0
    /// and 1e2 as 100.
    private static String meaning(Place place, Oddity value) {
        if (value.is("null") && place.parameter().startsWith("/items")) {
            return place.parameter().endsWith("price") ? "2.95" : "WHITE HANGING HEART T-LIGHT HOLDER";
        }
        if (value.written().equals("1e2") && place.accepts(value)) {
            return "100";
        }
        return value.written().equals("-0") ? "0" : value.text().strip().replaceAll("^\"|\"$", "");
    }

    /// The pointer of the place, with one exception: an array element that is not an object is reported with its index.
    private static String blamed(Place place, Oddity value, boolean quoted) {
        return place.parameter().equals("/items") && !quoted && value.written().equals("%5B1%5D")
                ? "/items/0"
                : place.parameter();
    }

    /// The item; an order with its items embedded.
    private static JsonNode read(Cells cells, String item) {
        return Cells.json(cells.send(Wire.Ask.get(item + (item.contains("orders") ? "?embed=items" : ""))));
    }
}
