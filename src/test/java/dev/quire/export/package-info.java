/// What an export does with clients that are slow or gone, and how values look in it.
@NullMarked
package dev.quire.export;

import org.jspecify.annotations.NullMarked;
