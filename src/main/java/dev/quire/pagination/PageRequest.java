package dev.quire.pagination;

/// The place and the size of a page.
public sealed interface PageRequest {

    int DEFAULT_SIZE = 20;
    int MAX_SIZE = 100;

    /// The largest page number and offset: what a double still holds exactly, as JSON readers use them.
    long MAX_POSITION = (1L << 53) - 1;

    /// @return how many items the page holds at most, 1 to [#MAX_SIZE]
    int size();

    /// @return how many items to pass over, from 0
    long offset();

    Mode mode();

    /// @param page from 1
    record ByPage(long page, int size) implements PageRequest {

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
    record ByOffset(long offset, int size) implements PageRequest {

        public ByOffset {
            check(offset, 0, MAX_POSITION);
            check(size, 1, MAX_SIZE);
        }

        @Override
        public Mode mode() {
            return Mode.OFFSET;
        }
    }

    private static void check(long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException("%d is not within %d and %d".formatted(value, min, max));
        }
    }
}
