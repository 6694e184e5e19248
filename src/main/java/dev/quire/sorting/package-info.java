/// Moves the files of a folder into subfolders, in an order of the paging core, so that nothing is ever lost.
///
/// The whole plan stands in a journal before the first file moves; every move is one atomic rename that cannot
/// overwrite. It knows folders and pages, and nothing of the web or of the database.
@NullMarked
package dev.quire.sorting;

import org.jspecify.annotations.NullMarked;
