package dev.quire.planted.shop.retail;

import jakarta.ws.rs.core.Response;

/// Violates a rule: only routes, exception mappers and filters may use Jakarta REST.
interface WebImport {
    Response start();
}
