package dev.quire.shop.retail;

import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// The lines of a range of generated orders.
final class GeneratedLines implements LineSource {

    private final MadeUpShop shop;
    private final long first;
    private final long last;
    private long next;
    private Iterator<InvoiceLine> order = Collections.emptyIterator();

    GeneratedLines(MadeUpShop shop, long first, long last) {
        this.shop = shop;
        this.first = first;
        this.last = last;
        this.next = first;
    }

    @Override
    public @Nullable InvoiceLine next() {
        if (!order.hasNext()) {
            if (next > last) {
                return null;
            }
            order = shop.order(next++).iterator();
        }
        return order.next();
    }

    @Override
    public double share() {
        return (double) (next - first) / (last - first + 1);
    }
}
