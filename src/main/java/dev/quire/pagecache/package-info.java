/// The page cache: caches ready responses in this process and in Redis until one of their collections changes.
/// Concurrent requests for the same page share one load, and the next page of a sequential reader is prefetched.
/// Estimated totals are cached as well.
///
/// An entry is valid for one generation of its collections ([dev.quire.generation.Generations]). A write therefore
/// makes all entries of its collection unreachable at once, without an invalidation in Redis. A failure of Redis is a
/// cache miss, never an error.
///
/// It does not depend on HTTP, nor on how a page is loaded.
@NullMarked
package dev.quire.pagecache;

import org.jspecify.annotations.NullMarked;
