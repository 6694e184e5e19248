/// Folders of the file system, read safely: what is in one, in any of its orders, and nothing outside of it.
///
/// Every step from the root down is taken from the open folder before it and follows no link, so that nothing that is
/// renamed or put in place meanwhile leads out. It knows no collection and nothing of the web.
@NullMarked
package dev.quire.folder;

import org.jspecify.annotations.NullMarked;
