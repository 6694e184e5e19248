package dev.quire.planted.shop.retail;

import jakarta.persistence.EntityManager;

/// A room that loads rows by entities.
interface MappedImport {
    void load(EntityManager entities);
}
