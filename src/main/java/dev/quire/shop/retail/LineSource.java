package dev.quire.shop.retail;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Where invoice lines come from: a file or the generator.
interface LineSource {

    /// @return the next line, or null after the last
    @Nullable
    InvoiceLine next() throws IOException;

    /// How much of the source is read, from 0 to 1; negative if its size is not known.
    double share();
}
