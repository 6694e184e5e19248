package dev.quire.planted.listing;

import dev.quire.planted.entity.Rows;

/// The half for the web that knows the half for storage.
interface LinkToRows {
    String link(Rows rows);
}
