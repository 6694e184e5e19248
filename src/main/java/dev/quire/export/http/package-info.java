/// The web half of exports: parameters in, one streamed body out.
///
/// It reads the parameters that exports share with lists by the parser of [dev.quire.listing].
@NullMarked
package dev.quire.export.http;

import org.jspecify.annotations.NullMarked;
