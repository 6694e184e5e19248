package dev.quire.planted.entity;

import dev.quire.planted.editing.panache.WrittenRow;

/// Reading that knows writing.
interface WrittenRows {
    WrittenRow last();
}
