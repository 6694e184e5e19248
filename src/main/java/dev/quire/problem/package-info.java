/// Errors as RFC 9457 problems: the catalogue of their types, their form, and the mappers that make them.
///
/// It knows no feature; features throw [ProblemException]s or map their own exceptions to problems.
@NullMarked
package dev.quire.problem;

import org.jspecify.annotations.NullMarked;
