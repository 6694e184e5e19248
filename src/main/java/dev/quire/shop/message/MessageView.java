package dev.quire.shop.message;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@RegisterForReflection
@Schema(name = "Message", description = "An entry of the activity feed.")
record MessageView(
        @Schema(examples = "1") Long id,

        @Schema(description = "The order that the message is about.", examples = "1") @Nullable
        Long orderId,

        @Schema(description = "Null for a guest.", examples = "1") @Nullable
        Long authorId,

        @Schema(examples = "c17850 placed order 536365: 7 items for £139.12.")
        String body,

        @Schema(format = "date-time", examples = "2010-12-01T08:26:00.000000Z")
        Instant createdAt,

        @Schema(format = "date-time", examples = "2011-12-09T12:50:00.000000Z")
        Instant updatedAt) {}
