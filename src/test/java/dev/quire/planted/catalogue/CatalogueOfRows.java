package dev.quire.planted.catalogue;

import dev.quire.planted.entity.Rows;

/// Violates a rule: the catalogue must not depend on the storage layer.
interface CatalogueOfRows {
    Rows rows();
}
