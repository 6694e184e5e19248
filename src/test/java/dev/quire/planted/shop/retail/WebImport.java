package dev.quire.planted.shop.retail;

import jakarta.ws.rs.core.Response;

/// A room without a web side that answers requests.
interface WebImport {
    Response start();
}
