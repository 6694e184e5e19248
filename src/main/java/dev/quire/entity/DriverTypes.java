package dev.quire.entity;

import dev.quire.pagination.NonFinite;
import dev.quire.pagination.Times;
import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
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
                    super.getBinder(type), value -> value instanceof NonFinite number ? text(number) : null);
        }

        private static PGobject text(NonFinite number) throws SQLException {
            var text = new PGobject();
            text.setType("numeric");
            text.setValue(number.toString());
            return text;
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

    /// An [Instant] that stands for infinity is outside the range of [OffsetDateTime] in UTC.
    private static final class TimestampWithTimeZone extends TimestampWithTimeZoneJdbcType {

        private static final long serialVersionUID = 1L;

        @Override
        public <X> ValueBinder<X> getBinder(JavaType<X> type) {
            return new Binder<>(super.getBinder(type), value -> {
                if (value.equals(Times.INFINITY)) {
                    return OffsetDateTime.MAX;
                }
                return value.equals(Times.NEGATIVE_INFINITY) ? OffsetDateTime.MIN : null;
            });
        }
    }

    /// Passes a [LocalDate] directly. Hibernate would convert it to [java.sql.Date], which has no infinite values and
    /// uses the Julian calendar before 1582.
    private static final class Date extends DateJdbcType {

        private static final long serialVersionUID = 1L;

        @Override
        public <X> ValueBinder<X> getBinder(JavaType<X> type) {
            return new Binder<>(super.getBinder(type), value -> value instanceof LocalDate date ? date : null);
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
