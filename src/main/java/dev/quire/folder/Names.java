package dev.quire.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.BitSet;

/// The names of a folder in the order of their bytes, each once: some twenty bytes and four more for each.
final class Names {

    /// All names, one after another.
    private final byte[] bytes;
    /// Where each begins, and where the last one ends.
    private final int[] starts;

    private final int size;

    private Names(byte[] bytes, int[] starts, int size) {
        this.bytes = bytes;
        this.starts = starts;
        this.size = size;
    }

    /// @param limit how many bytes of memory the names may take
    /// @throws IOException also if they would take more
    static Names read(Folder folder, long limit) throws IOException {
        var names = new Growing(limit);
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

    /// In bytes, about.
    int weight() {
        return bytes.length + Integer.BYTES * starts.length;
    }

    FileName get(int entry) {
        return FileName.ofChecked(Arrays.copyOfRange(bytes, starts[entry], starts[entry + 1]));
    }

    /// How the name of the entry compares to another name.
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

    /// @param gone entries to leave out
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

    /// Names as they come.
    private static final class Growing {

        private final long limit;
        private byte[] bytes = new byte[1 << 12];
        private int[] starts = new int[1 << 8];
        private int size;

        Growing(long limit) {
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

        /// A name that came and went and came again may have been met twice.
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
