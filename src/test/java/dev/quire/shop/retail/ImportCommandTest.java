package dev.quire.shop.retail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.TestServers;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ImportCommandTest {

    private static final String GOOD = String.join(",", LineParser.COLUMNS) + """

            1,a,MUG,2,2010-12-01 08:00:00,1.5,17.0,Spain
            """;
    private static final String BAD = GOOD + "2,a,MUG,two,2010-12-01 08:00:00,1.5,17.0,Spain\n";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    private DataSource database;
    private Path file;

    @BeforeEach
    void startEmpty() throws SQLException {
        database = TestServers.newDatabase();
        file = folder.resolve("retail.csv");
    }

    @Test
    void aSuccessfulImportExitsWithStatusZero() throws Exception {
        Files.writeString(file, GOOD);
        assertEquals(0, execute(file.toString()));
        assertEquals(
                "1 lines read: 1 new products, 1 new users, 1 new orders, 1 new items, 1 new messages\n",
                out.toString());
        assertFalse(Files.exists(folder.resolve("retail.csv.rejects.csv")));
    }

    @Test
    void aFileWithBadLinesExitsWithStatusThreeAndWritesARejectsFile() throws Exception {
        Files.writeString(file, BAD);
        assertEquals(3, execute(file.toString()));
        assertEquals(List.of("1"), Snapshot.rows(database, "select count(*) from items"));
        Path rejects = folder.resolve("retail.csv.rejects.csv");
        assertTrue(err.toString().contains("lines rejected: 1; see " + rejects));
        assertTrue(Files.readString(rejects).contains("3,Quantity is not a whole number: 'two',"));
    }

    @Test
    void theRejectsFileCanBeChosen() throws Exception {
        Files.writeString(file, BAD);
        assertEquals(3, execute("--rejects", folder.resolve("elsewhere").toString(), file.toString()));
        assertEquals(2, Files.readAllLines(folder.resolve("elsewhere")).size());
    }

    @Test
    void standardInputCanBeImported() throws Exception {
        InputStream stdin = System.in;
        try {
            System.setIn(new ByteArrayInputStream(GOOD.getBytes(UTF_8)));
            assertEquals(
                    0, execute("-", "--rejects", folder.resolve("elsewhere").toString()));
        } finally {
            System.setIn(stdin);
        }
        assertEquals(List.of("1"), Snapshot.rows(database, "select count(*) from items"));
    }

    @Test
    void aMissingFileExitsWithStatusOneAndOneLine() throws Exception {
        assertEquals(1, execute(file.toString()));
        assertEquals("quire import: nothing was loaded: no such file: " + file + "\n", err.toString());
    }

    @Test
    void theRejectsFileMustDifferFromTheInput() throws Exception {
        Files.writeString(file, GOOD);
        assertEquals(2, execute("--rejects", folder.resolve("./retail.csv").toString(), file.toString()));
        assertEquals(GOOD, Files.readString(file));
    }

    private int execute(String... arguments) {
        var command = new ImportCommand(new RetailImporter(new Database(database)));
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
