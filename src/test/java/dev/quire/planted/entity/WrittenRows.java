package dev.quire.planted.entity;

import dev.quire.planted.editing.panache.WrittenRow;

/// Violates a rule: the reading of rows must not depend on the writing of rows.
interface WrittenRows {
    WrittenRow last();
}
