package dev.quire.shop.retail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.quire.TestServers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class GeneratorTest {

    /// All that is generated: items, messages and users get their `updated_at` from the database.
    private static final String ALL_ORDERS =
            "select to_jsonb(i) - 'updated_at', o.*, p.*, to_jsonb(m) - 'updated_at', to_jsonb(u) - 'updated_at' from items i join orders o on o.id = order_id"
                    + " join products p on p.id = product_id join messages m on m.order_id = o.id"
                    + " left join users u on u.id = user_id order by i.id";
    private static final String INDEXES =
            "select indexdef from pg_indexes where schemaname = 'public' order by indexname";

    private DataSource database;

    @BeforeEach
    void startEmpty() throws SQLException {
        database = TestServers.newDatabase();
    }

    @Test
    void theSameSeedGeneratesTheSameRowsAndAnotherSeedDoesNot() throws SQLException {
        generate("orders", "300", "--seed", "42");
        var first = rows(ALL_ORDERS);
        startEmpty();
        generate("orders", "300", "--seed", "42");
        assertEquals(first, rows(ALL_ORDERS));
        startEmpty();
        generate("orders", "300", "--seed", "43");
        assertNotEquals(first, rows(ALL_ORDERS));
    }

    @Test
    void repeatingARunChangesNothing() throws SQLException {
        generate("orders", "300");
        var before = Snapshot.of(database);
        generate("orders", "300");
        assertEquals(before, Snapshot.of(database));
    }

    @Test
    void aSmallSetIsAPrefixOfALargerOne() throws SQLException {
        generate("products", "100");
        generate("products", "1000");
        var grown = rows("select * from products order by id");
        startEmpty();
        generate("products", "1000");
        assertEquals(grown, rows("select * from products order by id"));
    }

    @Test
    void rowsOfSeveralSeedsCoexist() throws SQLException {
        generate("products", "10", "--seed", "1");
        generate("products", "10", "--seed", "11");
        generate("users", "10");
        assertEquals(List.of("20|10"), rows("select count(*), (select count(*) from users) from products"));
    }

    @Test
    void ordersAreGeneratedWithTheirRelatedRows() throws SQLException {
        generate("orders", "1000");
        assertEquals(
                List.of("1000|1000|167|167"),
                rows("select count(*), (select count(*) from messages), (select count(*) from users),"
                        + " (select count(*) from products) from orders"));
        assertEquals(
                List.of("true|true|true"),
                rows("select bool_or(status = 'cancelled')::text, bool_or(user_id is null)::text,"
                        + " bool_and(exists (select from items where order_id = o.id))::text from orders o"));
        assertEquals(
                List.of(),
                rows("select number from orders o where total <>"
                        + " (select sum(quantity * unit_price) from items where order_id = o.id)"));
    }

    @Test
    void aLargeSetKeepsTheIndexes() throws SQLException {
        var before = rows(INDEXES);
        generate("products", "150000");
        assertEquals(before, rows(INDEXES));
        assertEquals(List.of("150000|1|150000"), rows("select count(*), min(id), max(id) from products"));
    }

    @Test
    void invalidArgumentsAreRefused() {
        assertEquals(2, execute("products", "0"));
        assertEquals(2, execute("products", "1000000000"));
        assertEquals(2, execute("products", "10", "--seed", "-1"));
        assertEquals(2, execute("unicorns", "10"));
    }

    private void generate(String... arguments) {
        assertEquals(0, execute(arguments));
    }

    private int execute(String... arguments) {
        return new CommandLine(new GenerateCommand(new Generator(new Database(database))))
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(arguments);
    }

    private List<String> rows(String query) throws SQLException {
        return Snapshot.rows(database, query);
    }
}
