package dev.quire.pagination;

import org.jspecify.annotations.Nullable;

/// The place and the size of a page.
public sealed interface PageRequest {

    int DEFAULT_SIZE = 20;
    int MAX_SIZE = 100;

    /// The largest page number and offset: what a double still holds exactly, as JSON readers use them.
    long MAX_POSITION = (1L << 53) - 1;

    /// @return how many items the page holds at most, 1 to [#MAX_SIZE]
    int size();

    Mode mode();

    /// A place that is told by how many items come before it.
    sealed interface Numbered extends PageRequest {

        /// @return how many items to pass over, from 0
        long offset();
    }

    /// @param page from 1
    record ByPage(long page, int size) implements Numbered {

        public ByPage {
            check(page, 1, MAX_POSITION);
            check(size, 1, MAX_SIZE);
        }

        @Override
        public long offset() {
            return (page - 1) * size;
        }

        @Override
        public Mode mode() {
            return Mode.PAGE;
        }
    }

    /// @param offset from 0
    /// @param size the limit
    record ByOffset(long offset, int size) implements Numbered {

        public ByOffset {
            check(offset, 0, MAX_POSITION);
            check(size, 1, MAX_SIZE);
        }

        @Override
        public Mode mode() {
            return Mode.OFFSET;
        }
    }

    /// @param cursor where to continue; null at the start
    record ByCursor(@Nullable Cursor cursor, int size) implements PageRequest {

        public ByCursor {
            check(size, 1, MAX_SIZE);
        }

        /// Whether the page ends before the cursor instead of beginning after it.
        public boolean backwards() {
            return cursor != null && cursor.backwards();
        }

        @Override
        public Mode mode() {
            return Mode.CURSOR;
        }
    }

    private static void check(long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("%d is not within %d and %d".formatted(value, min, max));
        }
    }
}
