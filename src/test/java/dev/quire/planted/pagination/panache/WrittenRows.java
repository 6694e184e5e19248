package dev.quire.planted.pagination.panache;

import dev.quire.planted.editing.panache.WrittenRow;

/// Reading that knows writing.
interface WrittenRows {
    WrittenRow last();
}
