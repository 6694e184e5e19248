package dev.quire.shop.order;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@RegisterForReflection
@Schema(name = "Order", description = "An order, or its cancellation.")
record OrderView(
        @Schema(examples = "1") Long id,

        @Schema(description = "The invoice number; a cancellation's begins with C.", examples = "536365")
        String number,

        @Schema(description = "Null for a guest.", examples = "1") @Nullable
        Long userId,

        @Schema(examples = "placed") OrderStatus status,
        @Schema(examples = "United Kingdom") String country,

        @Schema(type = SchemaType.NUMBER, description = "In pounds; negative for returned goods.", examples = "139.12")
        BigDecimal total,

        @Schema(format = "date-time", examples = "2010-12-01T08:26:00.000000Z")
        Instant createdAt,

        @Schema(format = "date-time", examples = "2011-12-09T12:50:00.000000Z")
        Instant updatedAt) {}
