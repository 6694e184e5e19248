package dev.quire.shop.retail;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/// One line of an invoice.
///
/// @param number of the invoice; `C…` is a cancelled one
/// @param sku with its case: `15056bl` is not `15056BL`
/// @param at in UTC
/// @param price of one unit, at least two digits after the point; negative where a debt is written off
/// @param username of the customer, null for a guest
record InvoiceLine(
        String number,
        String sku,
        @Nullable String description,
        int quantity,
        LocalDateTime at,
        BigDecimal price,
        @Nullable String username,
        String country) {

    InvoiceLine {
        price = money(price);
    }

    /// The same amount with as few digits as it needs, but no fewer than pence take: 2.1 is 2.10, 0.001 stays.
    static BigDecimal money(BigDecimal amount) {
        var least = amount.stripTrailingZeros();
        return least.setScale(Math.max(2, least.scale()));
    }
}
