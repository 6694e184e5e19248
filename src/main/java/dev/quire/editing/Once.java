package dev.quire.editing;

/// The identity of a write that must take effect only once, even if the client sends it several times.
///
/// @param principal the owner of the key; empty if clients are not authenticated
/// @param key the value of the `Idempotency-Key` header
/// @param method the HTTP method
/// @param target the collection or item to write
/// @param fingerprint a digest of the body and the preconditions; distinguishes a retry from a different request
public record Once(String principal, String key, String method, String target, String fingerprint) {}
