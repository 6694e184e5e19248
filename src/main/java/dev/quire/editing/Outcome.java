package dev.quire.editing;

import org.jspecify.annotations.Nullable;

/// The result of a write. It is stored with the idempotency key, if there is one, and returned again on a retry.
///
/// @param status the HTTP status
/// @param location the URL of a new item; null otherwise
/// @param etag the entity tag of the written item, in quotes; null if the item was deleted
/// @param body the item as JSON; null if it was deleted
/// @param changed whether the write changed anything
public record Outcome(
        int status,
        @Nullable String location,
        @Nullable String etag,
        @Nullable String body,
        boolean changed) {}
