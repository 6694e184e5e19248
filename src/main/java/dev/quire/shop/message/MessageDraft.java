package dev.quire.shop.message;

import dev.quire.catalogue.Octets;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@RegisterForReflection
record MessageDraft(
        @Schema(description = "The order that the message is about. An order has at most one message.") @Nullable
        Long orderId,

        @Nullable Long authorId,

        @NotBlank @Octets(max = 10_000) @Schema(examples = "Back on Monday.")
        String body) {}
