/// Fills the collections: an importer for the Online Retail data, and a generator for large data sets of the same kind.
/// Both produce invoice lines, from which a load creates products, users, orders, items and messages.
///
/// The package uses SQL and `COPY`. It depends on the tables, but not on the entities and packages that serve them.
@NullMarked
package dev.quire.shop.retail;

import org.jspecify.annotations.NullMarked;
