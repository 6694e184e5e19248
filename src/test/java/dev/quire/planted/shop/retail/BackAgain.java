package dev.quire.planted.shop.retail;

import dev.quire.planted.edge.There;

/// The other half of a cycle.
public interface BackAgain {
    There back();
}
