package dev.quire.shop.user;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@RegisterForReflection
@Schema(name = "User", description = "A customer.")
record UserView(
        @Schema(examples = "1") Long id,
        @Schema(examples = "c17850") String username,
        @Schema(examples = "c17850@example.com") String email,
        @Schema(examples = "United Kingdom") String country,

        @Schema(
                description = "The time of the first order.",
                format = "date-time",
                examples = "2010-12-01T08:26:00.000000Z")
        Instant createdAt,

        @Schema(format = "date-time", examples = "2011-12-09T12:50:00.000000Z")
        Instant updatedAt) {}
