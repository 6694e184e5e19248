package dev.quire.catalogue;

/// An error at one place in a request body.
///
/// @param pointer the place as a JSON Pointer (RFC 6901); empty for the whole body
/// @param detail the message for the client, which must not reveal internals
public record BodyFault(String pointer, String detail) {}
