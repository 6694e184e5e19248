/// Rate limiting: quotas per client and time window, shared by all replicas through Redis. Each request is charged
/// its estimated cost before it reaches a resource, and the time that it took afterwards. Depends on the principal and
/// the syntax of queries, not on collections.
@NullMarked
package dev.quire.ratelimit;

import org.jspecify.annotations.NullMarked;
