/// Parts the work into classes that cannot take each other's room: so many of each at once, a queue that is bounded by
/// what it would wait, and a refusal at once beyond that.
///
/// It knows the core alone: whoever does some work names its class and asks for a permit.
@NullMarked
package dev.quire.bulkhead;

import org.jspecify.annotations.NullMarked;
