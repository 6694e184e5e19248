package dev.quire.editing.panache;

import dev.quire.catalogue.Store;
import dev.quire.entity.Table;
import dev.quire.pagination.Field;
import io.quarkus.hibernate.orm.panache.Panache;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/// Writes the rows of a Panache entity and, if configured, the rows of a list that each item owns. Thread-safe; every
/// method must run within a transaction.
public final class PanacheStore implements Store {

    private final Class<?> entity;
    private final @Nullable OwnedRows lines;

    private PanacheStore(Class<?> entity, @Nullable OwnedRows lines) {
        this.entity = entity;
        this.lines = lines;
    }

    /// A store for an entity without owned rows.
    public static PanacheStore of(Class<?> entity) {
        return new PanacheStore(entity, null);
    }

    /// Stores a list of the draft as rows of another entity. A write replaces the whole list; the row at a given
    /// position keeps its key. Parent and position must have a unique constraint.
    ///
    /// @param part the name of the list in the draft
    /// @param entity the entity class of the list's elements
    /// @param parent the attribute that holds the item's key
    /// @param number the attribute that holds the element's position, from 1
    public PanacheStore owning(String part, Class<?> entity, String parent, String number) {
        return new PanacheStore(this.entity, new OwnedRows(part, entity, parent, number));
    }

    @Override
    public Object create(Map<String, @Nullable Object> values) {
        var session = session();
        var persister = persister(session);
        var item = persister.instantiate(null, session.unwrap(SharedSessionContractImplementor.class));
        own(values)
                .forEach((name, value) ->
                        persister.findAttributeMapping(Field.attribute(name)).setValue(item, value));
        return Violations.translated(table(session), values.keySet(), () -> {
            session.persist(item);
            session.flush();
            var key = persister.getIdentifier(item);
            if (lines != null) {
                lines.add(session, key, values);
            }
            return key;
        });
    }

    @Override
    public Optional<Map<String, @Nullable Object>> lock(Object key, List<Field> fields) {
        var session = session();
        var item = session.find(entity, key, LockMode.PESSIMISTIC_WRITE);
        return Optional.ofNullable(item).map(found -> values(persister(session), found, fields));
    }

    private static Map<String, @Nullable Object> values(EntityPersister persister, Object item, List<Field> fields) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var field : fields) {
            var attribute = field.attribute();
            values.put(
                    field.name(),
                    attribute.equals(persister.getIdentifierPropertyName())
                            ? persister.getIdentifier(item)
                            : persister.getPropertyValue(item, attribute));
        }
        return values;
    }

    @Override
    public void change(Object key, Map<String, @Nullable Object> values) {
        var session = session();
        Violations.translated(table(session), values.keySet(), () -> {
            update(session, key, own(values));
            if (lines != null && values.containsKey(lines.part())) {
                lines.replace(session, key, values);
            }
            return key;
        });
    }

    /// Updates only the named columns.
    private void update(Session session, Object key, Map<String, @Nullable Object> values) {
        if (values.isEmpty()) {
            return;
        }
        var attributes = values.keySet().stream().map(Field::attribute).toList();
        var assignments = attributes.stream()
                .map(attribute -> "e.%1$s = :%1$s".formatted(attribute))
                .collect(Collectors.joining(", "));
        var statement = session.createMutationQuery(
                "update %s e set %s where id(e) = :key".formatted(entity.getName(), assignments));
        values.forEach((name, value) -> statement.setParameter(Field.attribute(name), value));
        statement.setParameter("key", key).executeUpdate();
    }

    @Override
    public boolean delete(Object key) {
        var session = session();
        return Violations.translated(
                table(session),
                Set.of(),
                () -> session.createMutationQuery("delete from %s e where id(e) = :key".formatted(entity.getName()))
                                .setParameter("key", key)
                                .executeUpdate()
                        > 0);
    }

    private Map<String, @Nullable Object> own(Map<String, @Nullable Object> values) {
        var own = new LinkedHashMap<String, @Nullable Object>(values);
        if (lines != null) {
            own.remove(lines.part());
        }
        return own;
    }

    private EntityPersister persister(Session session) {
        return session.getFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(entity);
    }

    private String table(Session session) {
        return new Table(session.getSessionFactory(), entity).name();
    }

    private static Session session() {
        return Panache.getSession();
    }
}
