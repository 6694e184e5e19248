package dev.quire.shop.order;

import dev.quire.catalogue.Octets;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@RegisterForReflection
record OrderDraft(
        @NotBlank @Octets(max = Octets.SORTABLE) @Schema(examples = "A-1")
        String number,

        @Nullable Long userId,
        OrderStatus status,
        @NotBlank @Octets(max = Octets.SORTABLE) String country,

        @Size(min = 1, max = 1000) @Schema(description = "The lines, in their order. The total is computed from them.")
        List<Line> items) {

    @RegisterForReflection
    record Line(
            @Schema(examples = "1") Long productId,

            @Min(-1_000_000) @Max(1_000_000) @Schema(description = "Negative for returned goods.", examples = "6")
            Integer quantity,

            @DecimalMin("0")
            @Digits(integer = 12, fraction = 6)
            @Schema(description = "By default, the price of the product.", examples = "2.55")
            @Nullable
            BigDecimal unitPrice,

            @Octets(max = 1000)
            @Schema(
                    description = "By default, the name of the product.",
                    examples = "WHITE HANGING HEART T-LIGHT HOLDER")
            @Nullable
            String description) {}
}
