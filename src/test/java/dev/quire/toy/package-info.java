/// A collection that only the tests have: it proves what adding one takes, an entity, a view record and a resource.
@NullMarked
package dev.quire.toy;

import org.jspecify.annotations.NullMarked;
