package dev.quire.shop.retail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.quire.progress.ProgressLines;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checks the data that the service imports from the real file at its first start.
@QuarkusTest
class FirstImportTest {

    private static final Path FILE = Path.of("src/main/data/online-retail.csv.gz");

    @Inject
    DataSource database;

    @Inject
    RetailImporter importer;

    @ParameterizedTest
    @CsvSource({
        "4070, products",
        "112, products where name is null",
        "4372, users",
        "25900, orders",
        "3836, orders where status = 'cancelled'",
        "3836, orders where number like 'C%'",
        "3710, orders where user_id is null",
        "541909, items",
        "25900, messages",
        "248, orders o join users u on u.id = user_id where username = 'c14911'",
        "7, items i join orders o on o.id = order_id where number = '536365'",
    })
    void allRowsOfTheFileAreImported(int count, String rows) throws SQLException {
        assertEquals(List.of(Integer.toString(count)), rows("select count(*) from " + rows));
    }

    @Test
    void anOrderHasTheExpectedTotalUserAndTime() throws SQLException {
        assertEquals(
                List.of("c17850|placed|United Kingdom|139.12|2010-12-01 08:26:00"),
                rows("select username, status, o.country, total, o.created_at at time zone 'UTC'"
                        + " from orders o join users u on u.id = user_id where number = '536365'"));
    }

    @Test
    void everyTotalIsTheSumOfItsItems() throws SQLException {
        assertEquals(
                List.of(),
                rows("select number from orders o where total <>"
                        + " (select sum(quantity * unit_price) from items where order_id = o.id)"));
    }

    @Test
    void pricesHaveAtLeastTwoDecimalsAndKeepFinerOnes() throws SQLException {
        assertEquals(List.of("2"), rows("select min(scale(unit_price)) from items"));
        assertEquals(List.of("2"), rows("select min(scale(price)) from products"));
        assertEquals(List.of("2"), rows("select min(scale(total)) from orders"));
        assertEquals(
                List.of("0.001|4"),
                rows("select unit_price, count(*) from items where scale(unit_price) > 2 group by 1"));
    }

    @Test
    void itemsAreInFileOrder() throws SQLException {
        assertEquals(
                List.of("1|536365|1|85123A|6|2.55", "2|536365|2|71053|6|3.39"),
                rows("select i.id, number, line, sku, quantity, unit_price from items i"
                        + " join orders o on o.id = order_id join products p on p.id = product_id"
                        + " where i.id <= 2 order by 1"));
        assertEquals(
                List.of(),
                rows("select order_id from items group by order_id"
                        + " having min(line) <> 1 or max(line) <> count(*)"));
    }

    @Test
    void stockCodesThatDifferOnlyByCaseAreDistinct() throws SQLException {
        assertEquals(
                List.of("M|Manual", "m|Manual"),
                rows("select sku, name from products where sku in ('m', 'M') order by 1"));
    }

    @Test
    void aProductHasItsMostFrequentNameAndPriceAndTheTimesOfItsInvoices() throws SQLException {
        assertEquals(
                List.of("WHITE HANGING HEART T-LIGHT HOLDER|2.95|2010-12-01 08:26:00|2011-12-09 11:34:00"),
                rows("select name, price, created_at at time zone 'UTC', updated_at at time zone 'UTC'"
                        + " from products where sku = '85123A'"));
    }

    @Test
    void aUserHasAnEmailAddressOfAnExampleDomain() throws SQLException {
        assertEquals(
                List.of("c17850@example.com|United Kingdom|2010-12-01 08:26:00"),
                rows("select email, country, created_at at time zone 'UTC' from users where username = 'c17850'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "536365 = c17850 placed order 536365: 7 items for £139.12.",
                "C536379 = c14527 cancelled order C536379: 1 item for £27.50.",
                "A563186 = A guest placed order A563186: 1 item for -£11,062.06.",
            })
    void everyOrderHasAMessageInEnglish(String number, String body) throws SQLException {
        assertEquals(
                List.of(body + "|true"),
                rows("select body, (author_id is not distinct from user_id and m.created_at = o.created_at)::text"
                        + " from messages m join orders o on o.id = order_id where number = '" + number + "'"));
    }

    @Test
    void theTablesAreAnalyzed() throws SQLException {
        assertEquals(
                List.of("items|541909", "messages|25900", "orders|25900", "products|4070", "users|4372"),
                rows("select relname, reltuples::bigint from pg_class"
                        + " where relname in ('products', 'users', 'orders', 'items', 'messages') order by 1"));
    }

    @Test
    void importingTheFileAgainChangesNothing(@TempDir Path folder) throws IOException, SQLException {
        var before = Snapshot.of(database);
        var outcome = importer.run(FILE, folder.resolve("rejects.csv"), new ProgressLines(_ -> {}, "rows"));
        assertEquals(541_909, outcome.added().lines());
        assertEquals(0, outcome.rejects());
        assertFalse(Files.exists(folder.resolve("rejects.csv")));
        assertEquals(before, Snapshot.of(database));
    }

    private List<String> rows(String query) throws SQLException {
        return Snapshot.rows(database, query);
    }
}
