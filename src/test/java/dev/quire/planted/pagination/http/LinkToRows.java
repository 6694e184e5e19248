package dev.quire.planted.pagination.http;

import dev.quire.planted.pagination.panache.Rows;

/// The half for the web that knows the half for storage.
interface LinkToRows {
    String link(Rows rows);
}
