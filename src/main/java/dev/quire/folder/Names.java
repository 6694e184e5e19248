package dev.quire.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.BitSet;

/// The names of a folder's entries, sorted by their bytes, without duplicates. They take 4 bytes per name besides the
/// bytes of the names. Immutable.
final class Names {

    /// All names, concatenated.
    private final byte[] bytes;
    /// The start of each name, followed by the end of the last one.
    private final int[] starts;

    private final int size;

    private Names(byte[] bytes, int[] starts, int size) {
        this.bytes = bytes;
        this.starts = starts;
        this.size = size;
    }

    /// @param limit the maximum memory for the names, in bytes
    /// @throws TooLargeException if the names exceed the limit
    static Names read(Folder folder, long limit) throws IOException {
        var names = new Builder(limit);
        try {
            folder.forEach(names::add);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return names.sorted();
    }

    int size() {
        return size;
    }

    /// The approximate size in memory, in bytes.
    int weight() {
        return bytes.length + Integer.BYTES * starts.length;
    }

    FileName get(int entry) {
        return FileName.ofValid(Arrays.copyOfRange(bytes, starts[entry], starts[entry + 1]));
    }

    /// Compares the name of an entry to another name, by unsigned bytes.
    int compare(int entry, byte[] other) {
        return Arrays.compareUnsigned(bytes, starts[entry], starts[entry + 1], other, 0, other.length);
    }

    private int compare(int one, int other) {
        return Arrays.compareUnsigned(bytes, starts[one], starts[one + 1], bytes, starts[other], starts[other + 1]);
    }

    boolean beginsWith(int entry, byte[] prefix) {
        var start = starts[entry];
        return starts[entry + 1] - start >= prefix.length
                && Arrays.equals(bytes, start, start + prefix.length, prefix, 0, prefix.length);
    }

    /// @param gone the numbers of entries to leave out
    Names without(BitSet gone) {
        var order = new int[size - gone.cardinality()];
        for (int i = 0, entry = gone.nextClearBit(0); i < order.length; i++, entry = gone.nextClearBit(entry + 1)) {
            order[i] = entry;
        }
        return inOrder(order, order.length);
    }

    private Names inOrder(int[] order, int count) {
        var ordered = new byte[bytes.length];
        var at = new int[count + 1];
        for (int i = 0; i < count; i++) {
            var start = starts[order[i]];
            var length = starts[order[i] + 1] - start;
            System.arraycopy(bytes, start, ordered, at[i], length);
            at[i + 1] = at[i] + length;
        }
        return new Names(at[count] == bytes.length ? ordered : Arrays.copyOf(ordered, at[count]), at, count);
    }

    /// Collects names in the order in which they are read.
    private static final class Builder {

        private final long limit;
        private byte[] bytes = new byte[1 << 12];
        private int[] starts = new int[1 << 8];
        private int size;

        Builder(long limit) {
            this.limit = Math.min(limit, Integer.MAX_VALUE / 2);
        }

        void add(FileName name) {
            var end = starts[size] + name.bytes().length;
            if (end + (long) Integer.BYTES * size > limit) {
                throw new UncheckedIOException(new TooLargeException());
            }
            bytes = end > bytes.length ? Arrays.copyOf(bytes, bytes.length * 2) : bytes;
            starts = size + 1 == starts.length ? Arrays.copyOf(starts, starts.length * 2) : starts;
            System.arraycopy(name.bytes(), 0, bytes, starts[size], name.bytes().length);
            starts[++size] = end;
        }

        /// Sorts the names and removes duplicates: a file that was deleted and created again may have been listed
        /// twice.
        Names sorted() {
            var names = new Names(Arrays.copyOf(bytes, starts[size]), starts, size);
            var order = Ranks.sorted(size, names::compare);
            var count = 0;
            for (int i = 0; i < size; i++) {
                if (i == 0 || names.compare(order[i - 1], order[i]) != 0) {
                    order[count++] = order[i];
                }
            }
            return names.inOrder(order, count);
        }
    }
}
