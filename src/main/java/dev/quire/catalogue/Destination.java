package dev.quire.catalogue;

/// The resource that a path refers to.
public record Destination(PagedCollection collection, Kind kind) {

    /// The kind of resource.
    public enum Kind {
        LIST(""),
        EXPORT("/export"),
        ITEM("/{id}");

        private final String suffix;

        Kind(String suffix) {
            this.suffix = suffix;
        }
    }

    /// The path with its parameters in braces, such as `/api/users/{user_id}/orders/{id}`.
    public String template() {
        return collection.declaration().path() + kind.suffix;
    }
}
