package dev.quire.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.contract.Answer;
import dev.quire.contract.Database;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tests what the database itself keeps for every table of the shop: the time of the last change, and values that JSON
/// numbers and RFC 3339 can express.
@QuarkusTest
class UpdatedAtTest {

    /// An update of each table, which appends a text.
    private static final Map<String, String> UPDATES = Map.of(
            "products", "update products set name = name || '%s' where id = 1",
            "users", "update users set country = country || '%s' where id = 1",
            "orders", "update orders set country = country || '%s' where id = 1",
            "items", "update items set description = description || '%s' where id = 1",
            "messages", "update messages set body = body || '%s' where id = 1");

    /// The times of the shared rows that the tests change.
    private final Map<String, Object> before = new HashMap<>();

    @BeforeEach
    void remember() {
        UPDATES.keySet()
                .forEach(table -> before.put(
                        table,
                        Database.values("select cast(updated_at as text) from %s where id = 1".formatted(table))
                                .getFirst()));
    }

    @AfterEach
    void restore() {
        before.forEach(UpdatedAtTest::set);
    }

    private static void set(String table, Object time) {
        Database.write("update %s set updated_at = '%s' where id = 1".formatted(table, time));
    }

    private static String updatedAt(String table) {
        var item = Answer.get("/api/%s/1".formatted(table));
        assertEquals(200, item.status());
        return item.json().get("updated_at").asText();
    }

    @Test
    void aChangeByAnyProgramMovesUpdatedAtWhichCanBeFilteredAndSortedBy() {
        UPDATES.forEach((table, update) -> {
            set(table, "2010-12-01 08:26Z");
            var unchanged = updatedAt(table);
            Database.write(update.formatted(""));
            assertEquals(unchanged, updatedAt(table), table + ": nothing was changed");
            Database.write(update.formatted("x"));
            var after = updatedAt(table);
            assertTrue(after.compareTo(unchanged) > 0, table);
            Database.write("update %1$s set %2$s = left(%2$s, -1), updated_at = '2010-12-01 08:26Z' where id = 1"
                    .formatted(table, update.replaceFirst(".* set (\\w+) .*", "$1")));
            assertEquals("2010-12-01T08:26:00.000000Z", updatedAt(table), table + ": an explicit time is kept");
            var found = Answer.get("/api/%s?updated_at[lte]=2010-12-01&sort=-updated_at&id=1".formatted(table));
            assertEquals(1, found.data().size(), table);
        });
    }

    @Test
    void theShopHoldsFiniteNumbersAndYearsOfFourDigits() {
        for (var change : new String[] {
            "products set price = 'NaN'",
            "products set price = '-Infinity'",
            "orders set total = 'Infinity'",
            "items set unit_price = 'NaN'",
            "users set created_at = 'infinity'",
            "messages set updated_at = '-infinity'",
            "orders set created_at = '10000-01-01Z'",
            "items set updated_at = '0001-01-01 BC'"
        }) {
            assertThrows(AssertionError.class, () -> Database.write("update " + change + " where id = 1"), change);
        }
    }
}
