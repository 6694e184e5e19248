/// What every exchange gets before any room sees it and whatever answers it: an id. It knows nothing of collections,
/// pages or storage.
@NullMarked
package dev.quire.edge;

import org.jspecify.annotations.NullMarked;
