package dev.quire.catalogue;

/// A link to a list of related items. Its JSON form is the absolute URL.
///
/// @param list the path of the list, perhaps with a query, with [#VALUE] in place of the value
/// @param value not encoded
public record Link(String list, String value) {

    static final String VALUE = "{}";

    /// The path with the value, which must be percent-encoded.
    public String path(String encoded) {
        return list.replace(VALUE, encoded);
    }
}
