/// The reasons why a source of items cannot serve a request: the requested section does not exist, or the source is
/// unavailable.
///
/// It has no dependencies, so that the model, the sources and the bulkhead can throw these exceptions. The package
/// `problem` translates them into responses.
@NullMarked
package dev.quire.availability;

import org.jspecify.annotations.NullMarked;
