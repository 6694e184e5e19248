package dev.quire.folder;

/// Sorts entries by number, without allocating an object per entry.
final class Ranks {

    @FunctionalInterface
    interface Comparison {
        int compare(int one, int other);
    }

    private Ranks() {}

    /// Sorts the numbers from 0 to `size - 1` with a stable merge sort.
    static int[] sorted(int size, Comparison comparison) {
        var ranks = new int[size];
        for (int i = 0; i < size; i++) {
            ranks[i] = i;
        }
        merge(ranks.clone(), ranks, 0, size, comparison);
        return ranks;
    }

    /// @param from a copy of `to`, which is overwritten
    private static void merge(int[] from, int[] to, int start, int end, Comparison comparison) {
        if (end - start < 2) {
            return;
        }
        var middle = (start + end) >>> 1;
        merge(to, from, start, middle, comparison);
        merge(to, from, middle, end, comparison);
        for (int i = start, left = start, right = middle; i < end; i++) {
            var takesLeft = right == end || (left < middle && comparison.compare(from[left], from[right]) <= 0);
            to[i] = takesLeft ? from[left++] : from[right++];
        }
    }
}
