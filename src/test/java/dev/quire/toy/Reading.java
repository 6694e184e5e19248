package dev.quire.toy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "readings")
public class Reading extends PanacheEntityBase {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    public @Nullable Long parentId;

    public @Nullable BigDecimal amount;

    public @Nullable Double ratio;

    public @Nullable Float share;

    public @Nullable Instant takenAt;

    public @Nullable LocalDate day;
}
