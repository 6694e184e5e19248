/// What hardly anybody sends, in every place where something can be sent: a table of odd values, tables of places with
/// what they take, and what becomes of each value in each place.
@NullMarked
package dev.quire.oddity;

import org.jspecify.annotations.NullMarked;
