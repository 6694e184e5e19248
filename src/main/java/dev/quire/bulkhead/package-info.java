/// Bulkheads: limits the concurrency of each class of work, so that one class cannot exhaust the capacity of another.
/// Each class has its permits and a queue that is bounded by the expected wait. Work beyond that is rejected at once.
///
/// It does not depend on what the work is: the caller names the class and acquires a permit.
@NullMarked
package dev.quire.bulkhead;

import org.jspecify.annotations.NullMarked;
