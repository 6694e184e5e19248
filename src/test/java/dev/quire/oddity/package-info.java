/// Tests of unusual and hostile input: a table of odd values, and tables of the places where a client can send them
/// (parameters, paths, headers, bodies) with the values that each place accepts. The fuzzer uses the same values.
@NullMarked
package dev.quire.oddity;

import org.jspecify.annotations.NullMarked;
