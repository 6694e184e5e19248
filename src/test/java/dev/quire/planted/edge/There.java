package dev.quire.planted.edge;

import dev.quire.planted.shop.retail.BackAgain;

/// One half of a cycle.
public interface There {
    BackAgain there();
}
