/// The example application: the collections of a retail shop, an importer for its real data and a generator for
/// synthetic data.
///
/// Only the entry point depends on this package, because it registers the commands. Without this package and its
/// migrations, the service can serve other collections.
///
/// Size: it exceeds the limit because the collections, the importer and the generator are one example, which can be
/// deleted as one folder.
@NullMarked
package dev.quire.shop;

import org.jspecify.annotations.NullMarked;
