/// A collection for tests only. It shows what a new collection needs: an entity, a view record and a declaration,
/// and a draft if it can be edited.
@NullMarked
package dev.quire.toy;

import org.jspecify.annotations.NullMarked;
