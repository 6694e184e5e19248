package dev.quire.catalogue;

/// What is wrong at one place of a body.
///
/// @param pointer the place (RFC 6901); empty for the whole body
/// @param detail for the client, without anything internal
public record BodyFault(String pointer, String detail) {}
