package dev.quire.planted.shop.order;

/// Violates a rule: a collection has at most 25 lines. This one contains its own paging logic.
final class OrderCollection {

    long pages(long total, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("too small");
        }
        if (size > 100) {
            throw new IllegalArgumentException("too large");
        }
        long pages = total / size;
        if (total % size > 0) {
            pages++;
        }
        return pages;
    }

    long offset(long page, int size) {
        if (page < 1) {
            throw new IllegalArgumentException("too small");
        }
        return (page - 1) * size;
    }

    long page(long offset, int size) {
        return offset / size + 1;
    }
}
