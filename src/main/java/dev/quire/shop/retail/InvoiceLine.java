package dev.quire.shop.retail;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/// A line of an invoice.
///
/// @param number of the invoice; it begins with `C` if the invoice is a cancellation
/// @param sku the stock code, which is case-sensitive: `15056bl` is not `15056BL`
/// @param at the time of the invoice, in UTC
/// @param price of one unit, with at least two decimal places; negative if a debt is written off
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

    /// Removes trailing zeros, but keeps at least two decimal places: 2.1 becomes 2.10, and 0.001 stays as it is.
    static BigDecimal money(BigDecimal amount) {
        var least = amount.stripTrailingZeros();
        return least.setScale(Math.max(2, least.scale()));
    }
}
