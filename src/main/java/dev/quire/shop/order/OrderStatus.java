package dev.quire.shop.order;

import jakarta.persistence.EnumeratedValue;

enum OrderStatus {
    PLACED("placed"),
    CANCELLED("cancelled");

    @EnumeratedValue
    final String column;

    OrderStatus(String column) {
        this.column = column;
    }
}
