package dev.quire.planted.listing;

import dev.quire.planted.entity.Rows;

/// Violates a rule: the web layer must not depend on the storage layer.
interface LinkToRows {
    String link(Rows rows);
}
