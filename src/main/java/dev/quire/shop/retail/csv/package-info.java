/// Reads CSV that nobody vouches for, in constant memory: a record that is broken is told apart from the ones around
/// it, which are read as if it were not there. It knows neither what the columns mean nor where the records go.
@NullMarked
package dev.quire.shop.retail.csv;

import org.jspecify.annotations.NullMarked;
