/// The files of a configured folder, if one is. It knows no other collection.
@NullMarked
package dev.quire.file;

import org.jspecify.annotations.NullMarked;
