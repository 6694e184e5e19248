package dev.quire.planted.catalogue;

import dev.quire.planted.entity.Rows;

/// A catalogue that knows how rows are stored.
interface CatalogueOfRows {
    Rows rows();
}
