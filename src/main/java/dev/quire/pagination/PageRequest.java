package dev.quire.pagination;

/// The position and the size of a page.
public sealed interface PageRequest {

    int DEFAULT_SIZE = 20;
    int MAX_SIZE = 100;

    /// The largest page number and offset, 2^53 - 1. Many JSON parsers read numbers as doubles, which represent every
    /// integer up to this one exactly.
    long MAX_POSITION = (1L << 53) - 1;

    /// @return the maximum number of items on the page, 1 to [#MAX_SIZE]
    int size();

    Mode mode();

    /// A position given by the number of items before it.
    sealed interface Numbered extends PageRequest {

        /// @return the number of items to skip, 0 or more
        long offset();
    }

    /// @param page the page number, from 1
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

    /// @param offset the number of items to skip, from 0
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

    /// @param cursor where to continue
    record ByCursor(Cursor cursor, int size) implements PageRequest {

        public ByCursor {
            check(size, 1, MAX_SIZE);
        }

        @Override
        public Mode mode() {
            return Mode.CURSOR;
        }
    }

    private static void check(long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("%d is not between %d and %d".formatted(value, min, max));
        }
    }
}
