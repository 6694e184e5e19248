package dev.quire.shop.retail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.quire.TestServers;
import dev.quire.progress.Progress;
import dev.quire.progress.ProgressLines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetailImporterTest {

    private static final String HEADER = String.join(",", LineParser.COLUMNS) + "\n";
    private static final String GOOD = HEADER
            + "1,a,RED MUG ,2,2010-12-01 08:00:00,1.5,17.0,Spain\n"
            + "1,A,\"MUG, \"\"BLUE\"\"\",1,2010-12-01 08:01:00,2.25,17.0,Spain\n"
            + "1,a,RED MUG,2,2010-12-01 08:00:00,1.5,17.0,Spain\n"
            + "C2,a,,-1,2010-12-02 08:00:00,1.5,,France\n";

    @TempDir
    private Path folder;

    private DataSource database;
    private RetailImporter importer;

    @BeforeEach
    void startEmpty() throws SQLException {
        database = TestServers.newDatabase();
        importer = new RetailImporter(new Database(database));
    }

    @Test
    void linesAreImportedAsProductsUsersOrdersItemsAndMessages() throws Exception {
        assertEquals(0, run(GOOD).rejects());
        assertEquals(
                List.of("a|RED MUG|1.50", "A|MUG, \"BLUE\"|2.25"),
                rows("select sku, name, price from products order by id"));
        assertEquals(List.of("c17|Spain"), rows("select username, country from users"));
        assertEquals(
                List.of("1|placed|8.25|Spain", "C2|cancelled|-1.50|France"),
                rows("select number, status, total, country from orders order by id"));
        assertEquals(
                List.of("1|1|1", "2|1|2", "3|1|3", "4|2|1"), rows("select id, order_id, line from items order by id"));
        assertEquals(
                List.of("c17 placed order 1: 3 items for £8.25.", "A guest cancelled order C2: 1 item for £1.50."),
                rows("select body from messages order by id"));
    }

    @Test
    void aSecondRunChangesNothing() throws Exception {
        run(GOOD);
        var before = Snapshot.of(database);
        run(GOOD);
        assertEquals(before, Snapshot.of(database));
    }

    @Test
    void plainGzipAndMultiMemberGzipFilesGiveTheSameRows() throws Exception {
        run(GOOD);
        var plain = contents();
        for (byte[] packed : List.of(gzip(GOOD), join(gzip(GOOD.substring(0, 150)), gzip(GOOD.substring(150))))) {
            startEmpty();
            // One byte per read, as from a slow pipe.
            importer.run(new Trickle(packed), -1, rejects(), noProgress());
            assertEquals(plain, contents());
        }
    }

    @Test
    void badLinesAreRejectedWithNumberAndReasonAndTheOthersAreLoaded() throws Exception {
        byte[] file = join(
                bytes(HEADER + "1,a,MUG,2,2010-12-01 08:00:00,1.5,17.0,Spain\n"),
                bytes("1,a,MUG,2,2010-12-01 08:00:00,1.5,17.0\n"),
                bytes("1,a,\"MUG\nRED\",many,2010-12-01 08:00:00,1.5,17.0,Spain\n"),
                bytes("1,a,MUG,2,yesterday,1.5,17.0,Spain\n"),
                "1,a,£,2,2010-12-01 08:00:00,1.5,17.0,Spain\n".getBytes(ISO_8859_1),
                bytes("1,a,\"MUG,2,2010-12-01 08:00:00,1.5,17.0,Spain\n"),
                bytes("1,a,£,2,2010-12-01 08:00:00,1.5,17.0,Spain\n"));
        var outcome = importer.run(new ByteArrayInputStream(file), -1, rejects(), noProgress());
        assertEquals(5, outcome.rejects());
        assertEquals(List.of("1|MUG", "2|£"), rows("select line, description from items order by id"));
        assertEquals("""
                line,reason,record
                3,7 columns instead of 8,"1,a,MUG,2,2010-12-01 08:00:00,1.5,17.0"
                4,Quantity is not a whole number: 'many',"1,a,""MUG
                RED"",many,2010-12-01 08:00:00,1.5,17.0,Spain"
                6,InvoiceDate is not a time like 2010-12-01 08:26:00: 'yesterday',"1,a,MUG,2,yesterday,1.5,17.0,Spain"
                7,invalid UTF-8,"1,a,\uFFFD,2,2010-12-01 08:00:00,1.5,17.0,Spain"
                8,quotes do not balance,"1,a,""MUG,2,2010-12-01 08:00:00,1.5,17.0,Spain"
                """, Files.readString(rejects()));
    }

    @Test
    void theRejectsFileOfAnEarlierImportIsDeleted() throws Exception {
        Files.writeString(rejects(), "old");
        run(GOOD);
        assertFalse(Files.exists(rejects()));
    }

    @Test
    void aCorrectedFileAddsTheRejectedLinesToTheirOrder() throws Exception {
        run(GOOD.replace("2.25,17.0", "free,17.0"));
        assertEquals(List.of("6.00"), rows("select total from orders where number = '1'"));
        run(GOOD);
        assertEquals(List.of("8.25"), rows("select total from orders where number = '1'"));
        assertEquals(List.of("1", "2", "3"), rows("select line from items where order_id = 1 order by 1"));
        assertEquals(
                List.of("c17 placed order 1: 3 items for £8.25."),
                rows("select body from messages where order_id = 1"));
    }

    @Test
    void existingRowsAreNotChanged() throws Exception {
        run(GOOD);
        try (var connection = database.getConnection()) {
            Database.run(connection, "update products set name = 'NEW', price = 9.99");
        }
        run(GOOD + "3,a,OTHER,1,2011-01-01 08:00:00,5,18,Spain\n");
        assertEquals(List.of("NEW|9.99", "NEW|9.99"), rows("select name, price from products"));
        assertEquals(List.of("1", "C2", "3"), rows("select number from orders order by id"));
    }

    @Test
    void specialCharactersOfCopyAndSqlAreLoadedAsText() throws Exception {
        run(HEADER + "1,a,\"\\N 'x'\t\\\n\\.\",2,2010-12-01 08:00:00,1.5,17.0,Spain\n");
        assertEquals(List.of("\\N 'x'\t\\\n\\."), rows("select description from items"));
    }

    @Test
    void aReadErrorRollsBackTheImport() throws Exception {
        var before = Snapshot.of(database);
        var breaking = new SequenceInputStream(new ByteArrayInputStream(bytes(GOOD)), new BrokenDisk());
        assertThrows(IOException.class, () -> importer.run(breaking, -1, rejects(), noProgress()));
        assertEquals(before, Snapshot.of(database));
    }

    @Test
    void aFailureDuringWritesRollsBackAndLeavesNoGapInTheIds() throws Exception {
        var before = Snapshot.of(database);
        var failing = new ProgressLines(
                line -> {
                    if (line.equals("writing messages")) {
                        throw new IllegalStateException("out of luck");
                    }
                },
                "rows");
        assertThrows(
                IllegalStateException.class,
                () -> importer.run(new ByteArrayInputStream(bytes(GOOD)), -1, rejects(), failing));
        assertEquals(before, Snapshot.of(database));
    }

    @Test
    void aFileOfAnotherFormatIsRefused() throws Exception {
        var wrong = assertThrows(IOException.class, () -> run("sku,name\n1,2\n"));
        assertEquals(
                "not the Online Retail data: the first line must be InvoiceNo,StockCode,Description,Quantity,"
                        + "InvoiceDate,UnitPrice,CustomerID,Country, not sku,name",
                wrong.getMessage());
        assertEquals(
                "the file is empty",
                assertThrows(IOException.class, () -> run("")).getMessage());
    }

    private RetailImporter.Outcome run(String file) throws IOException, SQLException {
        return importer.run(new ByteArrayInputStream(bytes(file)), -1, rejects(), noProgress());
    }

    private List<String> contents() throws SQLException {
        return rows("select to_jsonb(i) - 'updated_at', o.*, p.*, to_jsonb(m) - 'updated_at', u.username from items i"
                + " join orders o on o.id = order_id"
                + " join products p on p.id = product_id join messages m on m.order_id = o.id"
                + " left join users u on u.id = user_id order by i.id");
    }

    private List<String> rows(String query) throws SQLException {
        return Snapshot.rows(database, query);
    }

    private Path rejects() {
        return folder.resolve("rejects.csv");
    }

    private static Progress noProgress() {
        return new ProgressLines(_ -> {}, "rows");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] join(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] gzip(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes(text));
        }
        return packed.toByteArray();
    }

    private static final class BrokenDisk extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("the disk is gone");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
        }
    }

    private static final class Trickle extends ByteArrayInputStream {

        Trickle(byte[] bytes) {
            super(bytes);
        }

        @Override
        public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(1, length));
        }

        @Override
        public synchronized int available() {
            return 0;
        }
    }
}
