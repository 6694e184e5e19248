/// Error responses as RFC 9457 problem details: the catalogue of problem types, their JSON form, and the exception
/// mappers.
///
/// It does not depend on any feature. Features throw a [ProblemException] or map their own exceptions to problems.
@NullMarked
package dev.quire.problem;

import org.jspecify.annotations.NullMarked;
