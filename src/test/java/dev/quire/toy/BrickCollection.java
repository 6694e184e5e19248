package dev.quire.toy;

import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.PagedCollection;
import dev.quire.entity.PanacheSource;
import dev.quire.pagination.Field;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// The toys again, declared by fields instead of a view record.
@Singleton
public final class BrickCollection extends PagedCollection {

    private static final List<Field> FIELDS = List.of(
            Field.of("id", Long.class, false),
            Field.of("name", String.class, true),
            Field.of("price", BigDecimal.class, true),
            Field.of("made_at", Instant.class, false));

    public BrickCollection() {
        super(
                Declaration.of("bricks", FIELDS, "The toys of the tests, declared by fields.")
                        .orders("id", "name", "price")
                        .filters("name", "price", "made_at"),
                PanacheSource.of(Toy.class));
    }
}
