package dev.quire.file;

import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.PagedCollection;
import dev.quire.folder.FolderSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// The collection `files`: the entries of the folders below the configured root.
@Singleton
public final class FileCollection extends PagedCollection {

    @Inject
    FileCollection(FileSource source) {
        super(
                Declaration.of("files", FileView.class, "The files of a folder.")
                        .orders("name", "size", "modified")
                        .filters("name", "size", "type", "modified")
                        .sections(FolderSource.SECTION),
                source);
    }
}
