package dev.quire.retail;

import dev.quire.TestServers;
import java.io.IOException;
import java.sql.SQLException;
import javax.sql.DataSource;

/// Large sets for the tests of other rooms.
public final class Generated {

    private Generated() {}

    /// A new database with so many made-up products and nothing else.
    public static DataSource products(long count) throws IOException, SQLException {
        var database = TestServers.newDatabase();
        new Generator(new Database(database)).products(new MadeUpShop(1), count, new ProgressLines(_ -> {}));
        return database;
    }
}
