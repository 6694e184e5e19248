package dev.quire.shop.retail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.quire.shop.retail.LineParser.BadLine;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineParserTest {

    @Test
    void aLineOfTheFileIsParsedToAnInvoiceLine() throws BadLine {
        assertEquals(
                new InvoiceLine(
                        "536365",
                        "85123A",
                        "HOLDER",
                        6,
                        LocalDateTime.of(2010, 12, 1, 8, 26),
                        new BigDecimal("2.55"),
                        "c17850",
                        "United Kingdom"),
                parse("536365|85123A| HOLDER  |6|2010-12-01 08:26:00|2.55|17850.0|United Kingdom"));
    }

    @Test
    void aCustomerAndADescriptionMayBeMissing() throws BadLine {
        var line = parse("536365|85123A|  |6|2010-12-01 08:26:00|2.55||United Kingdom");
        assertNull(line.description());
        assertNull(line.username());
    }

    @ParameterizedTest
    @CsvSource({"2.1,2.10", "2,2.00", "0.001,0.001", "-11062.06,-11062.06", "1.5000,1.50", "0,0.00", "100,100.00"})
    void moneyHasAtLeastTwoDigitsAfterThePoint(String written, String price) throws BadLine {
        assertEquals(
                price,
                parse("1|2||6|2010-12-01 08:26:00|" + written + "||x").price().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1|2||6|2010-12-01 08:26:00|2.55|17850.0; 7 columns instead of 8",
                "1|2||6|2010-12-01 08:26:00|2.55|17850.0|x|y; 9 columns instead of 8",
                " |2||6|2010-12-01 08:26:00|2.55|17850.0|x; InvoiceNo is empty",
                "1| ||6|2010-12-01 08:26:00|2.55|17850.0|x; StockCode is empty",
                "1|2||6|2010-12-01 08:26:00|2.55|17850.0| ; Country is empty",
                "1|2||six|2010-12-01 08:26:00|2.55|17850.0|x; Quantity is not a whole number: 'six'",
                "1|2||1.5|2010-12-01 08:26:00|2.55|17850.0|x; Quantity is not a whole number: '1.5'",
                "1|2||3000000000|2010-12-01 08:26:00|2.55|17850.0|x; Quantity is not a whole number: '3000000000'",
                "1|2||6|2010-02-30 08:26:00|2.55|17850.0|x; InvoiceDate is not a time like 2010-12-01 08:26:00: '2010-02-30 08:26:00'",
                "1|2||6|01/12/2010 08:26|2.55|17850.0|x; InvoiceDate is not a time like 2010-12-01 08:26:00: '01/12/2010 08:26'",
                "1|2||6|0000-12-01 08:26:00|2.55|17850.0|x; InvoiceDate is not a time like 2010-12-01 08:26:00: '0000-12-01 08:26:00'",
                "1|2||6|2010-12-01 08:26:00|NaN|17850.0|x; UnitPrice is not a price: 'NaN'",
                "1|2||6|2010-12-01 08:26:00|1e9|17850.0|x; UnitPrice is not a price: '1e9'",
                "1|2||6|2010-12-01 08:26:00||17850.0|x; UnitPrice is not a price: ''",
                "1|2||6|2010-12-01 08:26:00|2.55|Smith|x; CustomerID is not a customer number: 'Smith'",
            })
    void theReasonNamesTheInvalidColumnAndItsValue(String line, String reason) {
        assertEquals(reason, assertThrows(BadLine.class, () -> parse(line)).reason());
    }

    @Test
    void aDescriptionTooLongForACursorIsRejected() {
        var bad = assertThrows(BadLine.class, () -> parse("1|2|" + "£".repeat(101) + "|6|2010-12-01 08:26:00|2.55||x"));
        assertEquals("Description is longer than 200 bytes", bad.reason());
    }

    private static InvoiceLine parse(String line) throws BadLine {
        return LineParser.parse(List.of(line.split("\\|", -1)));
    }
}
