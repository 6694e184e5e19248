package dev.quire.folder;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.BitSet;

/// What is known of the entries of a folder besides their names: some 17 bytes for each, and 4 for each order used.
final class Attributes {

    private final long[] sizes;
    private final long[] micros;
    private final byte[] types;
    private int[] bySize = {};
    private int[] byModified = {};

    private Attributes(int size) {
        sizes = new long[size];
        micros = new long[size];
        types = new byte[size];
    }

    /// The names that are still there, with their attributes.
    record Read(Names names, Attributes attributes) {}

    static Read read(Folder folder, Names names) throws IOException {
        var attributes = new Attributes(names.size());
        var gone = new BitSet();
        for (int entry = 0; entry < names.size(); entry++) {
            try {
                attributes.set(entry - gone.cardinality(), folder, names.get(entry));
            } catch (NoSuchFileException e) {
                gone.set(entry);
            }
        }
        return gone.isEmpty()
                ? new Read(names, attributes)
                : new Read(names.without(gone), attributes.first(names.size() - gone.cardinality()));
    }

    private void set(int entry, Folder folder, FileName name) throws IOException {
        var read = folder.attributes(name);
        sizes[entry] = FolderEntry.size(read);
        micros[entry] = FolderEntry.micros(read);
        types[entry] = (byte) EntryType.of(read, name);
    }

    private Attributes first(int size) {
        var first = new Attributes(size);
        System.arraycopy(sizes, 0, first.sizes, 0, size);
        System.arraycopy(micros, 0, first.micros, 0, size);
        System.arraycopy(types, 0, first.types, 0, size);
        return first;
    }

    int weight() {
        return sizes.length * (2 * Long.BYTES + 1 + 2 * Integer.BYTES);
    }

    /// [FolderEntry#NO_SIZE] but for files.
    long size(int entry) {
        return sizes[entry];
    }

    long micros(int entry) {
        return micros[entry];
    }

    int type(int entry) {
        return types[entry];
    }

    /// The entries by size, those of one size by name.
    synchronized int[] bySize() {
        bySize = bySize.length == sizes.length ? bySize : sorted(sizes);
        return bySize;
    }

    /// The entries by time, those of one time by name.
    synchronized int[] byModified() {
        byModified = byModified.length == micros.length ? byModified : sorted(micros);
        return byModified;
    }

    private static int[] sorted(long[] values) {
        return Ranks.sorted(values.length, (one, other) -> Long.compare(values[one], values[other]));
    }
}
