package dev.quire.entity;

import static dev.quire.entity.AMillionRows.ROWS;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.TestServers;
import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.PagedCollection;
import dev.quire.contract.Database;
import dev.quire.contract.Statements;
import dev.quire.pagination.CountMode;
import dev.quire.pagination.Cursor;
import dev.quire.pagination.Field;
import dev.quire.pagination.Keyset;
import dev.quire.pagination.PageQuery;
import dev.quire.pagination.PageRequest;
import dev.quire.pagination.Sort;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Checks the plans of cursor queries: PostgreSQL reads the page from the index of the sort, starting at the position
/// of the cursor. It reads no other rows, at any position.
@QuarkusTest
class SeekPlanTest {

    private static final int SIZE = 20;

    /// The maximum number of rows that a plan node may return, a sort may order or a filter may remove.
    private static final int PAGE = PageRequest.MAX_SIZE;

    /// The maximum number of rows that a filter may remove from a scan of the primary key.
    ///
    /// If the remaining ids with the same first key are near the end of the table, the planner may read them by
    /// the primary key, remove rows with another first key, and sort the rest. These rows are adjacent. For more
    /// rows, a scan of the index of the sort is cheaper, and the planner chooses that instead.
    private static final int LAST_IDS = 5 * PAGE;

    private static final Set<String> RANGES =
            Set.of("Index Scan", "Index Only Scan", "Bitmap Index Scan", "Bitmap Heap Scan");
    private static final Pattern PARAMETER = Pattern.compile(":(\\w+)");

    @Inject
    @All
    List<PagedCollection> collections;

    @Test
    void everySortOfAMillionRowsIsReadFromItsIndexAtEveryPosition() throws SQLException {
        try (var connection = AMillionRows.connect()) {
            for (var collection : tables()) {
                if (collection.declaration().scope() == null) {
                    assertRangesOnly(collection, connection);
                }
            }
        }
    }

    /// The planner assumes that columns are independent. Here a bad plan would read all cancelled orders.
    @Test
    void ordersWhoseStatusCorrelatesWithTheirTimeAreReadFromTheirIndex() throws SQLException {
        var orders = collections.stream()
                .filter(collection -> collection.declaration().name().equals("orders"))
                .findFirst()
                .orElseThrow();
        try (var connection = TestServers.newDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    "insert into orders (number, status, country, total, created_at, updated_at)"
                            + " select n, case when n < 30000 then 'cancelled' else 'placed' end, 'EIRE', n % 100,"
                            + " timestamptz '2020-01-01 00:00Z' + n * interval '1 minute', now() from generate_series(1, 200000) n");
            statement.execute("analyze orders");
            var beforeAll = row(
                    connection,
                    "select 'placed', timestamptz '2020-01-01 00:00Z', 0::bigint",
                    orders.declaration().fields(Sort.parse("status,created_at,id")));
            assertRangesOnly(orders, connection, Sort.parse("-status,created_at"), beforeAll);
        }
    }

    private List<PagedCollection> tables() {
        return collections.stream()
                .filter(collection -> collection.source() instanceof PanacheSource)
                .filter(collection ->
                        AMillionRows.tables().contains(collection.declaration().name())) // Bricks are toys.
                .toList();
    }

    private static void assertRangesOnly(PagedCollection collection, Connection connection) throws SQLException {
        for (var order : collection.declaration().orders()) {
            for (var position : positions(connection, collection.declaration(), order)) {
                assertRangesOnly(collection, connection, order, position);
                assertRangesOnly(collection, connection, order.reversed(), position);
            }
        }
    }

    private static void assertRangesOnly(PagedCollection collection, Connection connection, Sort order, Keyset position)
            throws SQLException {
        var declaration = collection.declaration();
        var sort = declaration.total(order);
        for (var backwards : List.of(false, true)) {
            var request = new PageRequest.ByCursor(new Cursor(position, backwards), SIZE);
            var query = new PageQuery(
                    declaration.fields(), List.of(), sort, declaration.fields(sort), request, CountMode.NONE);
            var source = (PanacheSource) collection.source();
            var plan = explain(connection, sql(source, query), values(source, query));
            var what = "%s by %s%s from %s: %s"
                    .formatted(declaration.name(), sort, backwards ? " backwards" : "", position, plan);
            assertRangesOnly(plan, what);
            var blocks = plan.path("Shared Hit Blocks").asInt()
                    + plan.path("Shared Read Blocks").asInt();
            assertTrue(blocks <= PAGE, "%d blocks read for %s".formatted(blocks, what));
        }
    }

    private static void assertRangesOnly(JsonNode node, String what) {
        var type = node.path("Node Type").asText();
        if (type.endsWith("Scan") && !type.equals("Subquery Scan")) {
            assertTrue(RANGES.contains(type), type + " in " + what);
            assertTrue(node.has("Index Cond") || node.has("Recheck Cond"), "a scan of a whole index in " + what);
        }
        var rows =
                node.path("Actual Rows").asDouble() * node.path("Actual Loops").asInt();
        assertTrue(rows <= PAGE, "%s rows from a %s in %s".formatted(rows, type, what));
        var removed = node.path("Rows Removed by Filter").asInt()
                + node.path("Rows Removed by Index Recheck").asInt();
        var byKey = node.path("Index Name").asText().endsWith("_pkey");
        assertTrue(removed <= (byKey ? LAST_IDS : PAGE), "a filter removes %d rows in %s".formatted(removed, what));
        node.path("Plans").forEach(child -> assertRangesOnly(child, what));
    }

    /// The SQL that the source sends. It is recorded with the shared database of the tests.
    private static String sql(PanacheSource source, PageQuery query) {
        var sent = Statements.during(() -> QuarkusTransaction.requiringNew().run(() -> source.page(query)));
        assertEquals(1, sent.size(), sent.toString());
        return sent.getFirst();
    }

    /// The values of the query parameters, in the order of the placeholders.
    private static List<Object> values(PanacheSource source, PageQuery query) {
        var cursor = ((PageRequest.ByCursor) query.request()).cursor();
        var sort = cursor.backwards() ? query.sort().reversed() : query.sort();
        var seek = new Seek(sort.keys(), query.keys(), requireNonNull(cursor.keyset()));
        var hql = Hql.union(new Columns(query).select(source.entity()), new Where(List.of()), seek.branches(), sort);
        var values = new ArrayList<Object>(PARAMETER
                .matcher(hql)
                .results()
                .map((MatchResult name) -> seek.parameters().getOrDefault(name.group(1), SIZE + 1))
                .toList());
        if (seek.branches().size() > 1) {
            values.add(SIZE + 1); // The limit of the whole union.
        }
        return values;
    }

    private static JsonNode explain(Connection connection, String sql, List<Object> values) throws SQLException {
        try (var statement = connection.prepareStatement("explain (analyze, buffers, format json) " + sql)) {
            assertEquals(statement.getParameterMetaData().getParameterCount(), values.size(), sql);
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, toJdbc(values.get(i)));
            }
            try (var plan = statement.executeQuery()) {
                plan.next();
                return new ObjectMapper().readTree(plan.getString(1)).at("/0/Plan");
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Object toJdbc(Object value) {
        return switch (value) {
            case Instant instant -> instant.atOffset(ZoneOffset.UTC);
            case Enum<?> constant -> Field.constantName(constant);
            default -> value;
        };
    }

    /// Positions at the start, at the end and between, in the middle of the rows with the most frequent value, and
    /// among the nulls.
    private static Set<Keyset> positions(Connection connection, Declaration declaration, Sort order)
            throws SQLException {
        var sort = declaration.total(order);
        var table = declaration.name();
        var positions = new LinkedHashSet<Keyset>();
        for (var offset : List.of(0, ROWS / 100, ROWS / 2)) {
            positions.add(position(connection, declaration, "true", sort, offset));
            positions.add(position(connection, declaration, "true", sort.reversed(), offset));
        }
        for (var field : declaration.fields(sort)) {
            var name = field.name();
            var frequent = ("%1$s = (select %1$s from %2$s tablesample system (1) repeatable (1) where %1$s is not null"
                            + " group by 1 order by count(*) desc, 1 limit 1)")
                    .formatted(name, table);
            positions.add(middle(connection, declaration, frequent, sort));
            if (field.nullable()) {
                positions.add(position(connection, declaration, name + " is null", sort, 0));
                positions.add(middle(connection, declaration, name + " is null", sort));
                positions.add(position(connection, declaration, name + " is null", sort.reversed(), 0));
            }
        }
        return positions;
    }

    private static Keyset middle(Connection connection, Declaration declaration, String condition, Sort sort)
            throws SQLException {
        var count = "select count(*) from %s where %s".formatted(declaration.name(), condition);
        try (var statement = connection.createStatement();
                var counted = statement.executeQuery(count)) {
            counted.next();
            return position(connection, declaration, condition, sort, counted.getInt(1) / 2);
        }
    }

    private static Keyset position(
            Connection connection, Declaration declaration, String condition, Sort order, int offset)
            throws SQLException {
        var fields = declaration.fields(order);
        var columns = fields.stream().map(Field::name).collect(Collectors.joining(", "));
        return row(
                connection,
                "select %s from %s where %s%s offset %d limit 1"
                        .formatted(columns, declaration.name(), condition, Database.orderBy(order), offset),
                fields);
    }

    private static Keyset row(Connection connection, String sql, List<Field> fields) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            assertTrue(rows.next(), sql);
            var values = new ArrayList<@Nullable Object>();
            for (int i = 0; i < fields.size(); i++) {
                values.add(value(rows, i + 1, fields.get(i)));
            }
            return new Keyset(values);
        }
    }

    private static @Nullable Object value(ResultSet rows, int column, Field field) throws SQLException {
        if (rows.getObject(column) == null) {
            return null;
        }
        if (field.type() == Instant.class) {
            return rows.getObject(column, OffsetDateTime.class).toInstant();
        }
        return field.type().isEnum() ? field.parse(rows.getString(column)) : rows.getObject(column, field.type());
    }
}
