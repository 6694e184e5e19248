package dev.quire.shop.product;

import dev.quire.catalogue.Octets;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@RegisterForReflection
record ProductDraft(
        @NotBlank @Octets(max = Octets.SORTABLE) @Schema(examples = "NEW-1")
        String sku,

        @Octets(max = Octets.SORTABLE) @Nullable String name,

        @DecimalMin("0") @Digits(integer = 12, fraction = 6) BigDecimal price) {}
