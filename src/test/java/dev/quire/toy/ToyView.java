package dev.quire.toy;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@RegisterForReflection
@Schema(name = "Toy", description = "An item for tests only.")
record ToyView(
        @Schema(examples = "1") Long id,
        @Schema(examples = "toy 1") @Nullable String name,
        @Schema(examples = "1.10") @Nullable BigDecimal price,
        @Schema(examples = "2") Integer weight,
        @Schema(examples = "2020-01-01T00:00:00Z") Instant madeAt) {}
