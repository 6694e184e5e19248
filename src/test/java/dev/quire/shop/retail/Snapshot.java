package dev.quire.shop.retail;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// What stands in a database, to be compared with what stands there later.
final class Snapshot {

    private Snapshot() {}

    /// A checksum of every table, of the rows with the transactions that wrote them, and the state of every sequence.
    static List<String> of(DataSource database) throws SQLException {
        var all = new ArrayList<String>();
        for (LoadStep step : LoadStep.values()) {
            all.addAll(rows(
                    database,
                    "select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text || xmin), '' order by id)), '')"
                            + " from " + step.table() + " t"));
        }
        all.addAll(
                rows(database, "select sequencename || ' ' || coalesce(last_value, 0) from pg_sequences order by 1"));
        return all;
    }

    /// The rows of a query, the columns of each with a bar between.
    static List<String> rows(DataSource database, String query) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (found.next()) {
                var columns = new ArrayList<String>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    columns.add(found.getString(i));
                }
                rows.add(String.join("|", columns));
            }
            return rows;
        }
    }
}
