/// The half of paging that knows Jakarta REST: parameters in; envelope, links and headers out.
///
/// It knows nothing of storage: items come from a [dev.quire.pagination.PageSource].
///
/// Size: one class for each parameter and each part of an answer.
@NullMarked
package dev.quire.listing;

import org.jspecify.annotations.NullMarked;
