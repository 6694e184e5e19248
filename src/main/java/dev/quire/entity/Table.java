package dev.quire.entity;

import static java.util.Objects.requireNonNull;

import dev.quire.pagination.Field;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.hibernate.type.BasicType;

/// The table behind an entity, as Hibernate maps it.
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

    String key() {
        return persister.getIdentifierColumnNames()[0];
    }

    /// How values of the column are read and written.
    BasicType<?> type(Field field) {
        return type(field.attribute());
    }

    public BasicType<?> type(String attribute) {
        var part = requireNonNull(persister.findSubPart(attribute).asBasicValuedModelPart(), attribute);
        return (BasicType<?>) part.getJdbcMapping();
    }

    public String column(String attribute) {
        return persister.toColumns(attribute)[0];
    }
}
