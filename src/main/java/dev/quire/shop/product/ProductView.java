package dev.quire.shop.product;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

@RegisterForReflection
@Schema(name = "Product", description = "An article of the catalogue.")
record ProductView(
        @Schema(examples = "1") Long id,

        @Schema(description = "The stock code; case matters.", examples = "85123A")
        String sku,

        @Schema(examples = "WHITE HANGING HEART T-LIGHT HOLDER") @Nullable
        String name,

        @Schema(type = SchemaType.NUMBER, description = "The unit price in pounds.", examples = "2.95")
        BigDecimal price,

        @Schema(format = "date-time", examples = "2010-12-01T08:26:00.000000Z")
        Instant createdAt,

        @Schema(format = "date-time", examples = "2011-12-09T12:50:00.000000Z")
        Instant updatedAt) {}
