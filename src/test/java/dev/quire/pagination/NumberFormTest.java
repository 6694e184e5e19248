package dev.quire.pagination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NumberFormTest {

    @Test
    void decimalsAnd64BitIntegersBecomeStringsOfTheSameDigitsAtAnyDepth() {
        var item = new LinkedHashMap<String, @Nullable Object>();
        item.put("id", 9_007_199_254_740_993L);
        item.put("price", new BigDecimal("1.10"));
        item.put("tiny", new BigDecimal("1E-9"));
        item.put("large", BigInteger.TEN.pow(30));
        item.put("weight", 2);
        item.put("share", 0.5);
        item.put("name", "1");
        item.put("none", null);
        item.put("order", Map.of("id", 1L));
        item.put("lines", List.of(Map.of("id", 2L, "quantity", 3)));
        var expected = new LinkedHashMap<String, @Nullable Object>(item);
        expected.put("id", "9007199254740993");
        expected.put("price", "1.10");
        expected.put("tiny", "0.000000001");
        expected.put("large", "1" + "0".repeat(30));
        expected.put("order", Map.of("id", "1"));
        expected.put("lines", List.of(Map.of("id", "2", "quantity", 3)));
        assertEquals(expected, NumberForm.STRINGS.item(item));
        assertEquals(
                List.copyOf(item.keySet()),
                List.copyOf(NumberForm.STRINGS.item(item).keySet()));
        assertSame(item, NumberForm.JSON.item(item));
    }
}
