/// Who asks: found once for every exchange, and asked for by whatever treats one client otherwise than another. It
/// knows the exchange, and nothing of collections, pages or storage.
@NullMarked
package dev.quire.principal;

import org.jspecify.annotations.NullMarked;
