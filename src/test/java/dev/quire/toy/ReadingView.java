package dev.quire.toy;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@RegisterForReflection
@Schema(name = "Reading", description = "An item for tests only.")
record ReadingView(
        Long id,
        @Nullable Long parentId,
        @Nullable BigDecimal amount,
        @Nullable Double ratio,
        @Nullable Float share,
        @Nullable Instant takenAt,
        @Nullable LocalDate day) {}
