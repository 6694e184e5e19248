/// The storage part of paging, on Hibernate and Panache: translates a page query into one HQL statement, which also
/// counts.
///
/// It does not depend on HTTP. Values are always bound as parameters; names of attributes and columns come from
/// declarations, never from a request.
@NullMarked
package dev.quire.entity;

import org.jspecify.annotations.NullMarked;
