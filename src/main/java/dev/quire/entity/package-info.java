/// The half of paging that knows Hibernate and Panache: a page query becomes one statement in HQL,
/// which counts as well.
///
/// It knows nothing of the web. Values are always bound; names come from declarations, never from a request.
@NullMarked
package dev.quire.entity;

import org.jspecify.annotations.NullMarked;
