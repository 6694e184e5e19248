package dev.quire.folder;

import dev.quire.pagination.InvalidValueException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The way from the root down to a folder; none is the root itself. Written `photos/2011`.
public record FolderPath(List<FileName> names) {

    public static final FolderPath ROOT = new FolderPath(List.of());

    public FolderPath {
        names = List.copyOf(names);
    }

    /// @throws InvalidValueException if the text leads to no folder below the root
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
                    "takes the names of folders below the root, parted by '/', such as photos/2011");
        }
    }

    /// The same for equal paths.
    @Override
    public String toString() {
        return names.stream().map(FileName::toString).collect(Collectors.joining("/"));
    }
}
