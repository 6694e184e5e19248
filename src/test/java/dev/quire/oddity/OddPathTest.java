package dev.quire.oddity;

import dev.quire.contract.Database;
import dev.quire.contract.Wire;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sends every odd value in every segment of a path. A value that is not the id of an existing item is not found.
@QuarkusTest
class OddPathTest {

    private static final List<Place> PLACES = Place.parsed("""
            GET /api/products/%s         | long | not-found | select count(*) from products where id = %s
            GET /api/orders/%s           | long | not-found | select count(*) from orders where id = %s
            GET /api/users/%s/orders     | long | not-found | select count(*) from users where id = %s
            GET /api/orders/%s/items     | long | not-found | select count(*) from orders where id = %s
            GET /api/orders/1/items/%s   | long | not-found | select count(*) from items where order_id = 1 and id = %s
            GET /api/users/%s/orders/1   | long | not-found | select count(*) from orders where id = 1 and user_id = %s
            GET /api/%s                  | -    | not-found |
            GET /api/products/1/%s       | -    | not-found |
            GET /%s                      | -    | not-found |
            """);

    @Test
    void anInvalidOrUnknownIdIsNotFound() {
        try (var cells = new Cells()) {
            for (var place : PLACES) {
                Oddity.ALL.stream().filter(value -> !value.is("path")).forEach(value -> cell(cells, place, value));
            }
            cells.assertNoMismatch(8 * 60);
        }
    }

    private static void cell(Cells cells, Place place, Oddity value) {
        var ask = Wire.Ask.get(place.target().replace("GET ", "").replace("%s", value.inPath()));
        var reply = cells.send(ask);
        if (place.accepts(value) && Database.number(place.meaning().formatted(value.text())) > 0) {
            cells.expect(ask, reply, 200, reply.status());
        } else if (value.is("escape")) {
            cells.expectRefusal(ask, reply, 400, "invalid-request", "");
        } else {
            cells.expectRefusal(ask, reply, 404, place.code(), "");
        }
    }
}
