package dev.quire.shop.order;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@RegisterForReflection
@Schema(name = "Item", description = "A line of an order.")
record ItemView(
        @Schema(examples = "1") Long id,
        @Schema(examples = "1") Long orderId,

        @Schema(description = "The position within the order, from 1.", examples = "1")
        Integer line,

        @Schema(examples = "1") Long productId,

        @Schema(description = "Negative for returned goods.", examples = "6")
        Integer quantity,

        @Schema(type = SchemaType.NUMBER, description = "In pounds.", examples = "2.55")
        BigDecimal unitPrice,

        @Schema(examples = "WHITE HANGING HEART T-LIGHT HOLDER") @Nullable
        String description,

        @Schema(format = "date-time", examples = "2011-12-09T12:50:00.000000Z")
        Instant updatedAt) {}
