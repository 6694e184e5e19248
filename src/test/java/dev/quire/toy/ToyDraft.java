package dev.quire.toy;

import dev.quire.catalogue.Octets;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

record ToyDraft(
        @Octets(max = Octets.SORTABLE) @Nullable String name,

        @Digits(integer = 20, fraction = 10) @Nullable BigDecimal price,

        @Min(0) @Max(100) Integer weight,
        Instant madeAt) {}
