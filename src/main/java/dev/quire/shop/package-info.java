/// The example: the collections of a retail shop, the importer of its real data and the generator of made-up data.
///
/// Nothing else knows it but the start, which has its commands. Without this folder and its migrations the service
/// serves other collections as well.
///
/// Size: four collections, an importer and a generator are one example that can be deleted as one folder.
@NullMarked
package dev.quire.shop;

import org.jspecify.annotations.NullMarked;
