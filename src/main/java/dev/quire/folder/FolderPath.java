package dev.quire.folder;

import dev.quire.pagination.InvalidValueException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The path of a folder relative to the root, such as `photos/2011`. The root itself has no names.
public record FolderPath(List<FileName> names) {

    public static final FolderPath ROOT = new FolderPath(List.of());

    public FolderPath {
        names = List.copyOf(names);
    }

    /// @throws InvalidValueException if the text is not a relative path without empty, `.` and `..` segments
    public static FolderPath parse(String text) {
        return text.isEmpty()
                ? ROOT
                : new FolderPath(
                        Stream.of(text.split("/", -1)).map(FolderPath::name).toList());
    }

    private static FileName name(String text) {
        try {
            return FileName.parse(text);
        } catch (InvalidValueException e) {
            throw new InvalidValueException(
                    "must be folder names separated by '/', such as photos/2011, without '.' and '..'");
        }
    }

    /// Returns the text form, which is the same for equal paths.
    @Override
    public String toString() {
        return names.stream().map(FileName::toString).collect(Collectors.joining("/"));
    }
}
