package dev.quire.progress;

import java.util.Locale;

/// How far a long work is, told to a person while it runs.
public interface Progress {

    /// @param count made, read or moved so far
    /// @param share of the whole, from 0 to 1; negative if not known
    void reading(long count, double share);

    /// From now on the rows of this table are written.
    void writing(String table);

    /// Nothing more follows, for good or bad.
    void end();

    /// A count with separators: 541,909.
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// A share in whole per cent: 42 %.
    static String percent(double share) {
        return String.format(Locale.ROOT, "%d %%", (int) (share * 100));
    }
}
