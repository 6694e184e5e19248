package dev.quire.progress;

import java.util.Locale;

/// Reports the progress of a long operation to the user. Not thread-safe.
public interface Progress {

    /// Reports how many things were created, read or moved so far.
    ///
    /// @param share the completed share, from 0 to 1; negative if unknown
    void reading(long count, double share);

    /// Reports that the rows of this table are being written from now on.
    void writing(String table);

    /// Ends the report, after a success or a failure.
    void end();

    /// Formats a count with separators, such as 541,909.
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /// Formats a share as a whole percentage, such as 42 %.
    static String percent(double share) {
        return String.format(Locale.ROOT, "%d %%", (int) (share * 100));
    }
}
