package dev.quire.planted.shop.retail;

import dev.quire.planted.edge.There;

/// Violates a rule: packages must not depend on each other in a cycle. The other half is `There`.
public interface BackAgain {
    There back();
}
