package dev.quire.oddity;

import dev.quire.contract.Database;
import dev.quire.contract.Wire;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Sends every odd value in every header that the service reads, and in some that it ignores. Values with control
/// characters are left out, as a header cannot contain them.
@QuarkusTest
class OddHeaderTest {

    /// @param outcomes kinds of values, each with the expected status, and last the status of all other values
    /// @param code the problem code of a 400; empty if only the status is checked
    private record Header(String method, String target, String name, String outcomes, String code) {

        static List<Header> parsed(String table) {
            return table.lines()
                    .map(row -> Arrays.stream(row.split("\\|", -1))
                            .map(String::strip)
                            .toList())
                    .map(columns ->
                            new Header(columns.get(0), columns.get(1), columns.get(2), columns.get(3), columns.get(4)))
                    .toList();
        }

        /// The status of the first kind that matches the value.
        int status(Oddity value) {
            return Arrays.stream(outcomes.split(", ", -1))
                    .filter(outcome -> !outcome.contains(" ") || value.is(outcome.replaceFirst(" .*", "")))
                    .map(outcome -> Integer.parseInt(outcome.replaceFirst(".* ", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static final List<Header> HEADERS = Header.parsed("""
            GET    | /api/products?per_page=1 | If-None-Match     | star 304, 200           |
            GET    | /api/products/1          | If-None-Match     | star 304, 200           |
            PATCH  | item                     | If-Match          | star 200, tags 412, 400 | invalid-parameter
            PATCH  | item                     | If-None-Match     | star 412, tags 200, 400 | invalid-parameter
            DELETE | /api/products/0          | If-Match          | star 404, tags 404, 400 | invalid-parameter
            POST   | /api/products            | If-Match          | 400                     | invalid-parameter
            POST   | /api/products            | If-None-Match     | 400                     | invalid-parameter
            PATCH  | item                     | Idempotency-Key   | visible 200, 400        | invalid-parameter
            PATCH  | item                     | Content-Type      | 415                     |
            GET    | /api/products?per_page=1 | Content-Type      | 200                     |
            PATCH  | item                     | Content-Encoding  | 415                     |
            GET    | /api/products?per_page=1 | Accept            | star 200, blank 200, 406 |
            GET    | /api/products/export?sku=22423 | Accept      | star 200, blank 200, 406 |
            GET    | /api/products?per_page=1 | Accept-Encoding   | 200                     |
            GET    | /api/products?per_page=1 | Accept-Language   | 200                     |
            GET    | /api/products?per_page=1 | X-Request-Id      | 200                     |
            GET    | /api/products?per_page=1 | Forwarded         | 200                     |
            GET    | /api/products?per_page=1 | X-Forwarded-Host  | 200                     |
            GET    | /api/products?per_page=1 | X-Forwarded-For   | 200                     |
            GET    | /api/products?per_page=1 | X-Forwarded-Proto | 200                     |
            GET    | /api/products?per_page=1 | X-Forwarded-Prefix | 200                    |
            GET    | /api/products?per_page=1 | Authorization     | 200                     |
            GET    | /api/products?per_page=1 | Cookie            | 200                     |
            GET    | /api/products?per_page=1 | User-Agent        | 200                     |
            GET    | /api/products?per_page=1 | If-Modified-Since | 200                     |
            GET    | /api/products?per_page=1 | Range             | 200                     |
            """);

    private long last;
    private long item;

    @BeforeEach
    void createItem() {
        last = Database.number("select max(id) from products");
        Database.write("insert into products (sku, name, price, created_at, updated_at) "
                + "values ('odd', 'odd', 1, now(), now())");
        item = Database.number("select max(id) from products");
    }

    @AfterEach
    void deleteNewRows() {
        Database.write("delete from products where id > " + last);
        Database.write("delete from idempotency_keys");
    }

    @Test
    void everyHeaderValueIsAcceptedOrRefusedWithTheHeadersName() {
        try (var cells = new Cells()) {
            for (var header : HEADERS) {
                Oddity.ALL.stream().filter(value -> !value.is("control")).forEach(value -> cell(cells, header, value));
            }
            cells.assertNoMismatch(20 * 60);
        }
    }

    private void cell(Cells cells, Header header, Oddity value) {
        var headers = new LinkedHashMap<String, String>();
        if (header.method().matches("PATCH|POST")) {
            headers.put("Content-Type", "application/json");
        }
        headers.put(header.name(), value.raw());
        var ask = new Wire.Ask(
                header.method(), header.target().replace("item", "/api/products/" + item), headers, body(header));
        var reply = cells.send(ask);
        if (header.code().isEmpty() || header.status(value) != 400) {
            cells.expect(ask, reply, header.status(value), reply.status());
        } else {
            cells.expectRefusal(ask, reply, 400, header.code(), header.name());
        }
    }

    private static @Nullable String body(Header header) {
        return switch (header.method()) {
            case "PATCH" -> "{}";
            case "POST" -> "{\"sku\":\"odd-2\",\"price\":1}";
            default -> null;
        };
    }
}
