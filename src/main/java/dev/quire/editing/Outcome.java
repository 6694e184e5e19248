package dev.quire.editing;

import org.jspecify.annotations.Nullable;

/// What a write answers, and answers again for the same idempotency key.
///
/// @param status of HTTP
/// @param location the address of a new item
/// @param etag the entity tag of the item as written, in quotes
/// @param body the item as JSON; null if it is gone
/// @param changed whether something is another now than before
public record Outcome(
        int status,
        @Nullable String location,
        @Nullable String etag,
        @Nullable String body,
        boolean changed) {}
