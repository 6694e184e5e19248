/// Reads folders of the file system safely: the entries of a folder, in any supported order, and nothing outside the
/// root.
///
/// Each folder on a path is opened relative to its open parent, and links are not followed. A concurrent rename or
/// replacement therefore cannot lead outside the root. The package depends neither on collections nor on HTTP.
@NullMarked
package dev.quire.folder;

import org.jspecify.annotations.NullMarked;
