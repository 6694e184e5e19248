/// Reads untrusted CSV files in constant memory. A malformed record is reported as such and does not affect the records
/// around it. The package does not depend on the meaning of the columns or on the use of the records.
@NullMarked
package dev.quire.shop.retail.csv;

import org.jspecify.annotations.NullMarked;
