package dev.quire.toy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

record ReadingDraft(
        @Nullable Long parentId,
        @Nullable BigDecimal amount,
        @Nullable Double ratio,
        @Nullable Float share,
        @Nullable Instant takenAt,
        @Nullable LocalDate day) {}
