/// Moves the files of a folder into subfolders, in a sort order of the paging core. No file is ever lost or
/// overwritten, even if the run is interrupted.
///
/// The complete plan is durable in a journal before the first file is moved. Each move is an atomic rename that never
/// overwrites. The package depends on folders and pages, but neither on HTTP nor on the database.
@NullMarked
package dev.quire.sorting;

import org.jspecify.annotations.NullMarked;
