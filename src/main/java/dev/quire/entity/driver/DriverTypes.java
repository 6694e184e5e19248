package dev.quire.entity.driver;

import dev.quire.pagination.NonFinite;
import dev.quire.pagination.Times;
import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.boot.model.TypeContributions;
import org.hibernate.boot.model.TypeContributor;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.DateJdbcType;
import org.hibernate.type.descriptor.jdbc.NumericJdbcType;
import org.hibernate.type.descriptor.jdbc.TimestampWithTimeZoneJdbcType;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGobject;

/// Lets Hibernate read and bind every value that PostgreSQL's `numeric`, `timestamptz` and `date` can hold: also
/// `NaN`, the infinite values, and dates of the Julian calendar. Hibernate finds this class as a service.
public final class DriverTypes implements TypeContributor {

    @Override
    public void contribute(TypeContributions types, ServiceRegistry services) {
        types.contributeJdbcType(new Numeric());
        types.contributeJdbcType(new TimestampWithTimeZone());
        types.contributeJdbcType(new Date());
    }

    /// The driver returns a value that is not finite as a [Double], and binds one only as text of the type `numeric`.
    private static final class Numeric extends NumericJdbcType {

        private static final long serialVersionUID = 1L;

        @Override
        public <X> ValueBinder<X> getBinder(JavaType<X> type) {
            return new Binder<>(
                    super.getBinder(type),
                    value -> value instanceof NonFinite number ? literal("numeric", number.toString()) : null);
        }

        @Override
        public <X> ValueExtractor<X> getExtractor(JavaType<X> type) {
            return new Extractor<>(super.getExtractor(type), (row, column, options) -> {
                var value = row.getObject(column);
                return switch (value) {
                    case BigDecimal number -> type.wrap(number, options);
                    case Double number ->
                        NonFinite.named(number.toString())
                                .map(found -> type.wrap(found, options))
                                .orElse(null);
                    case null, default -> null;
                };
            });
        }
    }

    /// Passes the times before the year 1 and the infinite ones as text. Hibernate cannot convert the latter, and the
    /// driver binds times before the year 4713 BC as `-infinity`.
    private static final class TimestampWithTimeZone extends TimestampWithTimeZoneJdbcType {

        private static final long serialVersionUID = 1L;
        private static final Instant YEAR_1 = Instant.parse("0001-01-01T00:00:00Z");

        @Override
        public <X> ValueBinder<X> getBinder(JavaType<X> type) {
            return new Binder<>(
                    super.getBinder(type),
                    value -> value instanceof Instant time && (time.isBefore(YEAR_1) || time.equals(Times.INFINITY))
                            ? literal("timestamptz", postgres(Times.text(time)))
                            : null);
        }
    }

    /// Passes a [LocalDate] directly, or as text where the driver binds another one. Hibernate would convert it to
    /// [java.sql.Date], which has no infinite values and uses the Julian calendar before 1582.
    private static final class Date extends DateJdbcType {

        private static final long serialVersionUID = 1L;

        @Override
        public <X> ValueBinder<X> getBinder(JavaType<X> type) {
            return new Binder<>(super.getBinder(type), value -> {
                if (value instanceof LocalDate date) {
                    return date.getYear() < 1 ? literal("date", postgres(Times.text(date))) : date;
                }
                return null;
            });
        }

        @Override
        public <X> ValueExtractor<X> getExtractor(JavaType<X> type) {
            return new Extractor<>(
                    super.getExtractor(type),
                    (row, column, options) -> type.getJavaTypeClass() == LocalDate.class
                            ? type.wrap(row.getObject(column, LocalDate.class), options)
                            : null);
        }
    }

    /// A parameter as text, with its type.
    private static PGobject literal(String type, String text) throws SQLException {
        var literal = new PGobject();
        literal.setType(type);
        literal.setValue(text);
        return literal;
    }

    /// Converts the text of a time or date before the year 1 from ISO 8601, where the year 0 is 1 BC, to PostgreSQL's
    /// form. Infinity remains as it is.
    private static String postgres(String iso) {
        if (iso.endsWith("infinity")) {
            return iso;
        }
        var end = iso.indexOf('-', 1);
        return "%04d%s BC".formatted(1 - Integer.parseInt(iso.substring(0, end)), iso.substring(end));
    }

    /// Converts a value to the object to bind; null to bind it in the usual way.
    private interface Conversion {
        @Nullable
        Object of(Object value) throws SQLException;
    }

    private record Binder<X>(ValueBinder<X> usual, Conversion conversion) implements ValueBinder<X> {

        @Override
        public void bind(PreparedStatement statement, @Nullable X value, int index, WrapperOptions options)
                throws SQLException {
            var converted = value == null ? null : conversion.of(value);
            if (converted == null) {
                usual.bind(statement, value, index, options);
            } else {
                statement.setObject(index, converted);
            }
        }

        @Override
        public void bind(CallableStatement statement, @Nullable X value, String name, WrapperOptions options)
                throws SQLException {
            usual.bind(statement, value, name, options);
        }

        @Override
        public Object getBindValue(X value, WrapperOptions options) throws SQLException {
            return usual.getBindValue(value, options);
        }
    }

    /// Reads the value of a column; null to read it in the usual way.
    private interface Reading<X> {
        @Nullable
        X of(ResultSet row, int column, WrapperOptions options) throws SQLException;
    }

    private record Extractor<X>(ValueExtractor<X> usual, Reading<X> reading) implements ValueExtractor<X> {

        @Override
        public @Nullable X extract(ResultSet row, int column, WrapperOptions options) throws SQLException {
            var value = reading.of(row, column, options);
            return value == null ? usual.extract(row, column, options) : value;
        }

        @Override
        public X extract(CallableStatement statement, int index, WrapperOptions options) throws SQLException {
            return usual.extract(statement, index, options);
        }

        @Override
        public X extract(CallableStatement statement, String name, WrapperOptions options) throws SQLException {
            return usual.extract(statement, name, options);
        }
    }
}
