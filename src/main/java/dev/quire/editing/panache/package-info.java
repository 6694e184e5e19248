/// The half of writing that knows Hibernate: rows are made, changed and taken away, once per idempotency key.
///
/// It knows nothing of the web. Values are always bound; names come from declarations, never from a request.
@NullMarked
package dev.quire.editing.panache;

import org.jspecify.annotations.NullMarked;
