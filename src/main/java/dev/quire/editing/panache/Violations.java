package dev.quire.editing.panache;

import dev.quire.catalogue.BodyFault;
import dev.quire.catalogue.ConflictException;
import dev.quire.catalogue.InvalidDraftException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.DataException;
import org.jspecify.annotations.Nullable;

/// Converts constraint violations of the database to exceptions of the API.
///
/// The field is found by the name of the constraint, as PostgreSQL generates it: `products_sku_key`,
/// `orders_user_id_fkey`, `users_email_check`. A violation of a constraint with another name is reported without a
/// field.
final class Violations {

    private static final Pattern SUFFIX = Pattern.compile("_(key|fkey|check)$");

    private Violations() {}

    /// Runs the statements and converts their failures.
    ///
    /// @param table the table that is written
    /// @param names of the fields that are written; empty if the item is deleted
    static <T> T translated(String table, Set<String> names, Supplier<T> statements) {
        try {
            return statements.get();
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof ConstraintViolationException violation) {
                    throw translation(violation, field(violation, table, names), names.isEmpty());
                }
                if (cause instanceof DataException) {
                    throw invalid("", "contains a value that the database cannot store");
                }
            }
            throw e;
        }
    }

    private static RuntimeException translation(
            ConstraintViolationException violation, @Nullable String field, boolean deleted) {
        return switch (violation.getKind()) {
            case UNIQUE -> new ConflictException("another item has this value", field);
            case FOREIGN_KEY -> deleted ? new ConflictException("other items refer to this one") : unknown(field);
            case CHECK, NOT_NULL, OTHER ->
                invalid(field == null ? "" : "/" + field, "violates a constraint of the database");
        };
    }

    private static RuntimeException unknown(@Nullable String field) {
        return field == null
                ? new ConflictException("an item that this one refers to does not exist")
                : invalid("/" + field, "no item has this key");
    }

    private static InvalidDraftException invalid(String pointer, String detail) {
        return new InvalidDraftException(List.of(new BodyFault(pointer, detail)));
    }

    private static @Nullable String field(ConstraintViolationException violation, String table, Set<String> names) {
        var constraint = String.valueOf(violation.getConstraintName());
        return names.stream()
                .filter(name -> SUFFIX.matcher(constraint).replaceFirst("").equals(table + "_" + name))
                .findFirst()
                .orElse(null);
    }
}
