package dev.quire.shop.retail;

import dev.quire.progress.ProgressLines;
import java.nio.file.Path;
import org.postgresql.ds.PGSimpleDataSource;

/// The main class of a separate import process, whose heap can be limited and which can be killed. Prints its progress
/// to standard output.
final class ImportProcess {

    private ImportProcess() {}

    /// @param args the JDBC URL of the database with user and password, the input file and the rejects file
    public static void main(String... args) throws Exception {
        var database = new PGSimpleDataSource();
        database.setUrl(args[0]);
        var importer = new RetailImporter(new Database(database));
        importer.run(Path.of(args[1]), Path.of(args[2]), new ProgressLines(System.out::println, "rows"));
    }
}
