package dev.quire.file;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@RegisterForReflection
@Schema(name = "File", description = "An entry of a folder: a file, a subfolder, a link or a special file.")
record FileView(
        @Schema(
                description =
                        "The file name. Bytes that are not UTF-8, control characters and bidirectional formatting "
                                + "characters are escaped as `\\xE2`, a backslash as `\\\\`. Requests use the same escapes.",
                examples = "report.pdf")
        String name,

        @Schema(description = "The size in bytes; null if the entry is not a regular file.", examples = "48213")
        @Nullable
        Long size,

        @Schema(
                description =
                        "`folder`, `link` (never followed) or `other`; for a file, the media type for its file name "
                                + "extension, or `application/octet-stream` if the extension is unknown.",
                examples = "application/pdf")
        String type,

        @Schema(
                description = "The time of the last modification.",
                format = "date-time",
                examples = "2011-12-09T12:50:00.000000Z")
        Instant modified) {}
