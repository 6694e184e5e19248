package dev.quire.file;

import dev.quire.folder.FolderSource;
import dev.quire.pagination.Declaration;
import dev.quire.pagination.http.CollectionResource;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;

@Path("/api/files")
public class FileResource extends CollectionResource {

    @Inject
    FileResource(FileSource source) {
        super(
                Declaration.of("files", FileView.class, "The files of a folder.")
                        .orders("name", "size", "modified")
                        .filters("name", "size", "type", "modified")
                        .sections(FolderSource.SECTION),
                source);
    }
}
