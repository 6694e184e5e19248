/// Why a source of items does not answer: there is nothing at that place, or it cannot be served now.
///
/// It knows nothing, so that the model, the sources and the bulkhead can report either outcome, and the problem room
/// can
/// tell the client.
@NullMarked
package dev.quire.availability;

import org.jspecify.annotations.NullMarked;
