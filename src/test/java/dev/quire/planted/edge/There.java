package dev.quire.planted.edge;

import dev.quire.planted.shop.retail.BackAgain;

/// Violates a rule: packages must not depend on each other in a cycle. The other half is `BackAgain`.
public interface There {
    BackAgain there();
}
