package dev.quire.planted.retail;

import dev.quire.planted.edge.There;

/// The other half of a cycle.
public interface BackAgain {
    There back();
}
