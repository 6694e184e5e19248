package dev.quire.planted.shop.retail;

import jakarta.persistence.EntityManager;

/// Violates a rule: only entities and the storage layer may use JPA.
interface MappedImport {
    void load(EntityManager entities);
}
