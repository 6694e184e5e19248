package dev.quire.editing;

/// A request that is to take effect once, however often it comes.
///
/// @param principal whose key it is; empty as long as nobody is told apart
/// @param key what the client chose to know the request by
/// @param method of HTTP
/// @param target the collection or the item that is written
/// @param fingerprint a digest of all else that decides what the request does
public record Once(String principal, String key, String method, String target, String fingerprint) {}
