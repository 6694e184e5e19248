/// What is logged: a line for every write, and that no line does harm, whoever wrote what stands in it. It knows no
/// feature.
@NullMarked
package dev.quire.logging;

import org.jspecify.annotations.NullMarked;
