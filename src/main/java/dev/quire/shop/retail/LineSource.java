package dev.quire.shop.retail;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A source of invoice lines: a file or the generator. Not thread-safe.
interface LineSource {

    /// @return the next line, or null after the last
    @Nullable
    InvoiceLine next() throws IOException;

    /// The share of the source that has been read, from 0 to 1; negative if its size is unknown.
    double share();
}
