package dev.quire.shop.retail;

import dev.quire.progress.Progress;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// Adds rows of a [MadeUpShop] until a collection has the requested number of them, in one transaction. Existing rows
/// of the seed are counted: a repetition changes nothing, and a larger number adds the difference.
@Singleton
final class Generator {

    private static final double ITEMS_OF_AN_ORDER = 5.75;

    private final Database database;

    Generator(Database database) {
        this.database = database;
    }

    /// @return the number of added products
    long products(MadeUpShop shop, long count, Progress progress) throws IOException, SQLException {
        return inOne(progress, connection -> addProducts(connection, shop, count, progress));
    }

    /// @return the number of added users
    long users(MadeUpShop shop, long count, Progress progress) throws IOException, SQLException {
        return inOne(progress, connection -> addUsers(connection, shop, count, progress));
    }

    /// Adds orders with their items and messages, and the users and products that they refer to.
    ///
    /// @return the number of added orders
    long orders(MadeUpShop shop, long count, Progress progress) throws IOException, SQLException {
        return inOne(progress, connection -> addOrders(connection, shop, count, progress));
    }

    private long inOne(Progress progress, Database.Work<Long> work) throws IOException, SQLException {
        try {
            long added = database.atomically(connection -> {
                Database.blockWriters(connection);
                return work.in(connection);
            });
            if (added > 0) {
                database.vacuumAnalyze();
            }
            return added;
        } finally {
            progress.end();
        }
    }

    private static long addProducts(Connection connection, MadeUpShop shop, long count, Progress progress)
            throws SQLException {
        long first = 1 + highest(connection, "sku", "products", shop.prefix("G"));
        return copy(connection, "products", "sku, name, price, created_at, updated_at", first, count, progress, row -> {
            var made = shop.product(row);
            return new Object[] {made.sku(), made.name(), made.price(), made.createdAt() + "Z", made.updatedAt() + "Z"};
        });
    }

    private static long addUsers(Connection connection, MadeUpShop shop, long count, Progress progress)
            throws SQLException {
        long first = 1 + highest(connection, "username", "users", shop.prefix("g"));
        return copy(connection, "users", "username, email, country, created_at", first, count, progress, row -> {
            var made = shop.user(row);
            return new Object[] {
                made.username(), made.username() + "@example.com", made.country(), made.createdAt() + "Z"
            };
        });
    }

    private static long copy(
            Connection connection,
            String table,
            String columns,
            long first,
            long last,
            Progress progress,
            LongFunction<@Nullable Object[]> rows)
            throws SQLException {
        long count = Math.max(0, last - first + 1);
        var indexes = SecondaryIndexes.dropForLoad(connection, List.of(table), count);
        Database.restartIdsIfEmpty(connection, table);
        try (var copy = new CopyRows(connection, table + " (" + columns + ")")) {
            for (long row = first; row <= last; row++) {
                copy.add(rows.apply(row));
                long done = row - first + 1;
                progress.reading(done, (double) done / count);
            }
            copy.finish();
        }
        indexes.restore(connection, progress);
        return count;
    }

    private static long addOrders(Connection connection, MadeUpShop shop, long count, Progress progress)
            throws IOException, SQLException {
        addProducts(connection, shop, MadeUpShop.productsFor(count), progress);
        addUsers(connection, shop, MadeUpShop.usersFor(count), progress);
        long first = 1
                + Math.max(
                        highest(connection, "number", "orders", shop.prefix("G")),
                        highest(connection, "number", "orders", shop.prefix("CG")));
        long missing = Math.max(0, count - first + 1);
        var indexes = SecondaryIndexes.dropForLoad(
                connection, List.of("items", "orders", "messages"), (long) (missing * ITEMS_OF_AN_ORDER));
        var added = LineLoad.into(connection, new GeneratedLines(shop, first, count), progress);
        indexes.restore(connection, progress);
        return added.rows().getOrDefault(LoadStep.ORDERS, 0L);
    }

    /// The highest row number of the seed in a table, taken from the name of the row; 0 if there is none.
    private static long highest(Connection connection, String name, String table, String prefix) throws SQLException {
        // The prefix is followed by digits, and ':' is the character after '9'.
        String sql = "select substring(max(%1$s) from ?)::bigint from %2$s where %1$s >= ? and %1$s < ?";
        try (var statement = connection.prepareStatement(sql.formatted(name, table))) {
            statement.setInt(1, prefix.length() + 1);
            statement.setString(2, prefix);
            statement.setString(3, prefix + ":");
            try (var found = statement.executeQuery()) {
                return found.next() ? found.getLong(1) : 0;
            }
        }
    }
}
