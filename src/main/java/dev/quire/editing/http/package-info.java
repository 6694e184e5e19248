/// The HTTP part of writes: reads bodies, checks preconditions, and sends responses with entity tags.
///
/// It does not depend on storage.
@NullMarked
package dev.quire.editing.http;

import org.jspecify.annotations.NullMarked;
