/// How much a client may ask for within a while: quotas that all replicas share through Redis, charged by what a
/// request costs before any resource sees it. It knows who asks and how queries are written, and no collection.
@NullMarked
package dev.quire.ratelimit;

import org.jspecify.annotations.NullMarked;
