package dev.quire.entity;

import static java.util.Objects.requireNonNull;

import dev.quire.pagination.Field;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.type.BasicType;

/// The database table that Hibernate maps an entity to. Thread-safe.
public final class Table {

    private final AbstractEntityPersister persister;

    public Table(SessionFactory sessionFactory, Class<?> entity) {
        persister = (AbstractEntityPersister) sessionFactory
                .unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(entity);
    }

    public String name() {
        return persister.getTableName();
    }

    /// @throws org.hibernate.HibernateException if the entity has no such attribute
    String column(Field field) {
        return column(field.attribute());
    }

    /// The name of the primary key column.
    String key() {
        return persister.getIdentifierColumnNames()[0];
    }

    /// The names of all columns of the primary key.
    List<String> keys() {
        return List.of(persister.getIdentifierColumnNames());
    }

    /// Whether every row of the table is an item. Otherwise Hibernate adds a condition or a join to each query: for
    /// inheritance, `@SQLRestriction`, `@SoftDelete` or a secondary table.
    boolean isWhole() {
        return !persister.isPolymorphic()
                && !persister.isInherited()
                && persister.getTableSpan() == 1
                && !persister.hasWhereRestrictions()
                && persister.getSoftDeleteMapping() == null;
    }

    /// The Hibernate type of the field's column.
    BasicType<?> type(Field field) {
        return type(field.attribute());
    }

    /// The Hibernate type of the column of an attribute.
    public BasicType<?> type(String attribute) {
        var part = requireNonNull(persister.findSubPart(attribute).asBasicValuedModelPart(), attribute);
        return (BasicType<?>) part.getJdbcMapping();
    }

    /// The column of an attribute.
    ///
    /// @throws org.hibernate.HibernateException if the entity has no such attribute
    public String column(String attribute) {
        return persister.toColumns(attribute)[0];
    }
}
