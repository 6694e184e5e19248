/// The half of writing that knows the web: bodies in, preconditions, answers with entity tags out.
///
/// It knows nothing of storage.
@NullMarked
package dev.quire.editing.http;

import org.jspecify.annotations.NullMarked;
