/// The half of paging that knows Jakarta REST: parameters in; envelope, links and headers out.
///
/// It knows nothing of storage: items come from a [dev.quire.pagination.PageSource].
@NullMarked
package dev.quire.pagination.http;

import org.jspecify.annotations.NullMarked;
