/// Fills the collections: the importer of the Online Retail data, and a generator of large sets in its likeness. Both
/// make invoice lines, and one load turns lines into products, users, orders, items and messages.
///
/// It knows the tables and nothing of the rooms that serve them: it speaks SQL and `COPY`, no entity.
@NullMarked
package dev.quire.shop.retail;

import org.jspecify.annotations.NullMarked;
