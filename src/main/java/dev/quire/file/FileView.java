package dev.quire.file;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@RegisterForReflection
@Schema(name = "File", description = "What has a name in a folder: a file, another folder, or a link, as it is.")
record FileView(
        @Schema(
                description = "Bytes that are no UTF-8, controls and marks that turn the direction of writing stand as "
                        + "`\\xE2`, a backslash as two: what is written so is the same name.",
                examples = "report.pdf")
        String name,

        @Schema(description = "In bytes; null for what is no file.", examples = "48213") @Nullable
        Long size,

        @Schema(
                description =
                        "`folder`, `link` (never followed), `other`, or for a file the media type that the end of "
                                + "its name tells, `application/octet-stream` where it tells none.",
                examples = "application/pdf")
        String type,

        @Schema(description = "When the content was last written.", examples = "2011-12-09T12:50:00Z")
        Instant modified) {}
