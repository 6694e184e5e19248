package dev.quire.oddity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quire.TestServers;
import dev.quire.contract.Wire;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sends every odd value in every query parameter. The items that an accepted filter returns are compared with
/// those that PostgreSQL finds for the same text.
@QuarkusTest
class OddQueryTest {

    private static final List<Place> PLACES = Place.parsed(
            """
            /api/orders?page=%s                     | page       | invalid-parameter |
            /api/orders?per_page=%s                 | size       | invalid-parameter |
            /api/orders?offset=%s                   | page zero  | invalid-parameter |
            /api/orders?limit=%s                    | size       | invalid-parameter |
            /api/orders?cursor=%s                   | -          | invalid-cursor    |
            /api/orders?sort=%s                     | -          | unsupported-sort  |
            /api/orders?fields=%s                   | -          | unknown-field     |
            /api/orders?embed=%s                    | -          | invalid-parameter |
            /api/orders?count=%s                    | -          | invalid-parameter |
            /api/orders?user_id=%s                  | long       | invalid-parameter | user_id = cast(? as bigint)
            /api/orders?user_id[ne]=%s              | long       | invalid-parameter | user_id is distinct from cast(? as bigint)
            /api/orders?user_id[lt]=%s              | long       | invalid-parameter | user_id < cast(? as bigint)
            /api/orders?user_id[lte]=%s             | long       | invalid-parameter | user_id <= cast(? as bigint)
            /api/orders?user_id[gt]=%s              | long       | invalid-parameter | user_id > cast(? as bigint)
            /api/orders?user_id[gte]=%s             | long       | invalid-parameter | user_id >= cast(? as bigint)
            /api/orders?user_id[in]=%s              | longs      | invalid-parameter | user_id = any(cast(? as bigint[]))
            /api/orders?user_id[null]=%s            | truth      | invalid-parameter | (user_id is null) = cast(? as boolean)
            /api/orders?user_id[prefix]=%s          | -          | unsupported-filter |
            /api/orders?total=%s                    | decimal    | invalid-parameter | total = cast(? as numeric)
            /api/orders?total[ne]=%s                | decimal    | invalid-parameter | total is distinct from cast(? as numeric)
            /api/orders?total[lt]=%s                | decimal    | invalid-parameter | total < cast(? as numeric)
            /api/orders?total[lte]=%s               | decimal    | invalid-parameter | total <= cast(? as numeric)
            /api/orders?total[gt]=%s                | decimal    | invalid-parameter | total > cast(? as numeric)
            /api/orders?total[gte]=%s               | decimal    | invalid-parameter | total >= cast(? as numeric)
            /api/orders?total[in]=%s                | decimal longs | invalid-parameter | total = any(cast(? as numeric[]))
            /api/products?name=%s                   | any        | -                 | name = ?
            /api/products?name[ne]=%s               | any        | -                 | name is distinct from ?
            /api/products?name[lt]=%s               | any        | -                 | name < ?
            /api/products?name[lte]=%s              | any        | -                 | name <= ?
            /api/products?name[gt]=%s               | any        | -                 | name > ?
            /api/products?name[gte]=%s              | any        | -                 | name >= ?
            /api/products?name[in]=%s               | !nolist    | invalid-parameter | name = any(?)
            /api/products?name[prefix]=%s           | any        | -                 | starts_with(name, ?)
            /api/products?name[null]=%s             | truth      | invalid-parameter | (name is null) = cast(? as boolean)
            /api/orders?status=%s                   | status     | invalid-parameter | status = ?
            /api/orders?status[ne]=%s               | status     | invalid-parameter | status is distinct from ?
            /api/orders?status[in]=%s               | statuses   | invalid-parameter | status = any(?)
            /api/orders?created_at=%s               | time day   | invalid-parameter | exists (select from (select cast(? as text) v) o where created_at >= cast(v as timestamptz) and created_at <= <end of v>)
            /api/orders?created_at[ne]=%s           | time       | invalid-parameter | created_at is distinct from cast(? as timestamptz)
            /api/orders?created_at[lt]=%s           | time day   | invalid-parameter | created_at < cast(? as timestamptz)
            /api/orders?created_at[lte]=%s          | time day   | invalid-parameter | exists (select from (select cast(? as text) v) o where created_at <= <end of v>)
            /api/orders?created_at[gt]=%s           | time day   | invalid-parameter | exists (select from (select cast(? as text) v) o where created_at > <end of v>)
            /api/orders?created_at[gte]=%s          | time day   | invalid-parameter | created_at >= cast(? as timestamptz)
            /api/orders?created_at[in]=%s           | time       | invalid-parameter | created_at = any(cast(? as timestamptz[]))
            /api/items?quantity=%s                  | int        | invalid-parameter          | quantity = cast(? as integer)
            /api/items?quantity[gt]=%s              | int        | invalid-parameter              | quantity > cast(? as integer)
            /api/items?sort=quantity,-unit_price&quantity[lt]=%s&count=none| int | invalid-parameter quantity[lt] |
            /api/products/1?fields=%s               | -          | unknown-field     |
            /api/products/1?embed=%s                | -          | invalid-parameter |
            /api/products/1?page=%s                 | -          | unknown-parameter |
            """.replace(
                            "<end of v>",
                            "cast(v as timestamptz)"
                                    + " + case when v like '%:%' or v like '%inf%' then interval '0' else interval '1 day - 1 microsecond' end"));

    /// Places where the value is part of a parameter's name or stands for an operator; `%s` in the refusal is the
    /// value.
    private static final List<Place> NAMES = Place.parsed("""
            /api/orders?%s=1                        | -          | unknown-parameter %s |
            /api/orders?%s[gte]=1                   | -          | unknown-parameter %s[gte] |
            /api/orders?%s=1&page=1                 | -          | unknown-parameter %s |
            /api/orders?user_id[%s]=1               | -          | unsupported-filter user_id[%s] |
            /api/orders?[%s]=1                      | -          | unknown-parameter [%s] |
            /api/products/1?%s=1                    | -          | unknown-parameter %s |
            """);

    @Test
    void everyParameterValueFiltersAsInTheDatabaseOrIsRefusedByName() throws SQLException {
        try (var cells = new Cells();
                var oracle = TestServers.sharedDatabase().getConnection()) {
            useUtc(oracle);
            for (var place : PLACES) {
                for (var value : Oddity.ALL) {
                    cell(cells, oracle, place, value);
                }
            }
            cells.assertNoMismatch(40 * 60);
        }
    }

    private static void useUtc(Connection oracle) throws SQLException {
        try (var statement = oracle.createStatement()) {
            statement.execute("set time zone 'UTC'");
        }
    }

    private static void cell(Cells cells, Connection oracle, Place place, Oddity value) throws SQLException {
        var ask = Wire.Ask.get(
                place.target().replace("%s", value.inQuery()) + (place.meaning().isEmpty() ? "" : "&count=none"));
        var reply = cells.send(ask);
        if (value.is("broken") || value.is("escape")) {
            cells.expectRefusal(ask, reply, 400, "invalid-parameter", "");
        } else if (!place.accepts(value)) {
            cells.expectRefusal(ask, reply, 400, place.code(), place.parameter());
        } else if (reply.status() != 200) {
            cells.expect(ask, reply, 200, reply.status());
        } else if (!place.meaning().isEmpty()) {
            cells.expect(ask, reply, expectedIds(oracle, place, value), ids(reply));
        } else if (Cells.json(reply).at("/meta/" + place.parameter()).isNumber()) {
            var most = place.parameter().matches("per_page|limit") ? "100" : "9007199254740991";
            cells.expect(
                    ask,
                    reply,
                    new BigInteger(value.text()).min(new BigInteger(most)).toString(),
                    Cells.json(reply).at("/meta/" + place.parameter()).asText());
        }
    }

    private static List<Long> ids(Wire.Reply reply) {
        return Cells.json(reply).get("data").findValues("id").stream()
                .map(id -> id.asLong())
                .toList();
    }

    private static List<Long> expectedIds(Connection oracle, Place place, Oddity value) throws SQLException {
        var table = place.target().replaceFirst("/api/(\\w+).*", "$1");
        var order = table.equals("orders") ? "created_at desc, id desc" : "id";
        try (var statement = oracle.prepareStatement(
                "select id from %s where %s order by %s limit 20".formatted(table, place.meaning(), order))) {
            if (place.meaning().contains("any(")) {
                statement.setArray(1, oracle.createArrayOf("text", operands(value)));
            } else {
                statement.setString(1, postgres(value.textInQuery()));
            }
            try (var rows = statement.executeQuery()) {
                var ids = new ArrayList<Long>();
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
                return ids;
            }
        }
    }

    /// PostgreSQL writes ISO 8601's years 0 and -1 as 1 BC and 2 BC. A blank in a time's offset stands for `+`.
    private static String postgres(String text) {
        return text.replaceFirst("^0000-(.*)", "0001-$1 BC")
                .replaceFirst("^-0001-(.*)", "0002-$1 BC")
                .replaceFirst("(T.*) (\\d\\d:)", "$1+$2");
    }

    private static Object[] operands(Oddity value) {
        var text = postgres(value.textInQuery());
        return value.is("quoted") ? new Object[] {text.substring(1, text.length() - 1)} : text.split(",", -1);
    }

    @Test
    void oddParameterNamesAndOperatorsAreRefused() {
        try (var cells = new Cells()) {
            for (var place : NAMES) {
                for (var value : Oddity.ALL) {
                    var ask = Wire.Ask.get(place.target().replace("%s", value.inPath()));
                    var reply = cells.send(ask);
                    if (value.is("broken") || value.is("escape")) {
                        cells.expectRefusal(ask, reply, 400, "invalid-parameter", "");
                    } else {
                        var blamed = place.parameter().replace("%s", value.text());
                        cells.expectRefusal(ask, reply, 400, code(place, value), blamed);
                    }
                }
            }
            cells.assertNoMismatch(5 * 60);
        }
    }

    /// The expected code, with two exceptions: with brackets within brackets the whole name is an unknown
    /// parameter, and `null` is an operator, of which the value is invalid.
    private static String code(Place place, Oddity value) {
        if (!place.code().equals("unsupported-filter")) {
            return place.code();
        }
        if (value.text().equals("null")) {
            return "invalid-parameter";
        }
        return value.text().matches("(?s).*[\\[\\]].*") ? "unknown-parameter" : place.code();
    }

    @Test
    void theTablesAreLargeEnoughAndNamesAreDistinct() {
        assertEquals(true, Oddity.ALL.size() >= 60 && PLACES.size() + NAMES.size() >= 40);
        assertEquals(
                Oddity.ALL.size(),
                Oddity.ALL.stream().map(Oddity::name).distinct().count());
    }
}
