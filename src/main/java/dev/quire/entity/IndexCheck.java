package dev.quire.entity;

import dev.quire.catalogue.Catalogue;
import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.Relation;
import dev.quire.catalogue.ResolvedRelation;
import dev.quire.catalogue.Scope;
import dev.quire.pagination.Field;
import dev.quire.pagination.Sort;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.SessionFactory;
import org.jboss.logging.Logger;

/// Logs a warning at startup for every declared sort, filter and relation that no index supports. Startup fails if a
/// relation cannot be resolved, or if a walk would skip rows (see [TableCheck]).
///
/// A sort needs an index that begins with its keys in their directions and null placements, or with all of these
/// reversed. A filter needs an index that begins with its column. For a nested collection and for the target of a
/// to-many relation, the index must begin with the column of the parent, followed by the keys of the default sort.
@Singleton
final class IndexCheck {

    private static final Logger LOG = Logger.getLogger(IndexCheck.class);

    private final Catalogue catalogue;
    private final SessionFactory sessionFactory;

    IndexCheck(Catalogue catalogue, SessionFactory sessionFactory) {
        this.catalogue = catalogue;
        this.sessionFactory = sessionFactory;
    }

    void onStart(@Observes StartupEvent event) {
        unserved().forEach(LOG::warn);
    }

    /// A warning for each declared sort, filter and relation without an index; empty if none lacks one.
    ///
    /// @throws IllegalStateException if a relation cannot be resolved, or if a walk would skip rows
    /// @throws org.hibernate.HibernateException if an entity lacks an attribute that its view declares
    List<String> unserved() {
        var warnings = new ArrayList<String>();
        for (var collection : catalogue.collections()) {
            if (collection.source() instanceof PanacheSource source) {
                var table = table(source);
                sessionFactory.inStatelessSession(
                        session -> new TableCheck(session, collection.declaration(), table).run());
                warnings.addAll(unserved(collection.declaration(), table));
            }
            warnings.addAll(unservedRelations(collection.declaration()));
        }
        return warnings.stream().distinct().toList();
    }

    private Table table(PanacheSource source) {
        return new Table(sessionFactory, source.entity());
    }

    private List<Index> indexes(Table table) {
        return sessionFactory.fromStatelessSession(session -> Index.of(session, table.name()));
    }

    private List<String> unserved(Declaration declaration, Table table) {
        declaration.fields().forEach(table::column);
        var indexes = indexes(table);
        var warnings = new ArrayList<>(
                declaration.scope() == null
                        ? unservedSorts(declaration, table, indexes)
                        : unservedScope(declaration.scope(), declaration, table, indexes));
        for (var filter : declaration.filters()) {
            var column = table.column(filter);
            if (indexes.stream().noneMatch(index -> index.beginsWith(column))) {
                warnings.add(warning(declaration, "filter " + filter.name(), table, column));
            }
        }
        return warnings;
    }

    private static List<String> unservedSorts(Declaration declaration, Table table, List<Index> indexes) {
        var warnings = new ArrayList<String>();
        for (var sort : declaration.orders()) {
            var order = columns(declaration.total(sort), table);
            if (indexes.stream().noneMatch(index -> index.serves(order))) {
                warnings.add(warning(declaration, "sort " + sort, table, list(order)));
            }
        }
        return warnings;
    }

    /// Checks the default sort only. A parent has few items, which PostgreSQL can sort in memory for any other sort.
    private static List<String> unservedScope(Scope scope, Declaration declaration, Table table, List<Index> indexes) {
        var parent = table.column(scope.field());
        var sort = declaration.defaultSort();
        var order = columns(declaration.total(sort), table);
        return indexes.stream().anyMatch(index -> index.serves(parent, order))
                ? List.of()
                : List.of(warning(declaration, "nested sort " + sort, table, parent + ", " + list(order)));
    }

    private List<String> unservedRelations(Declaration declaration) {
        var warnings = new ArrayList<String>();
        for (var relation : declaration.relations()) {
            var related = ResolvedRelation.of(declaration, relation, catalogue);
            if (related.source() instanceof PanacheSource source) {
                warnings.addAll(unservedRelation(declaration, related, table(source)));
            }
        }
        return warnings;
    }

    private List<String> unservedRelation(Declaration declaration, ResolvedRelation related, Table table) {
        var column = table.column(related.field());
        var order = columns(related.target().total(related.target().defaultSort()), table);
        var indexes = indexes(table).stream();
        var what = "relation " + related.relation().name();
        return switch (related.relation()) {
            case Relation.ToOne _ ->
                indexes.anyMatch(index -> index.beginsWith(column))
                        ? List.of()
                        : List.of(warning(declaration, what, table, column));
            case Relation.ToMany _
            when !table.isWhole() ->
                throw new IllegalStateException(
                        "The %s of the collection '%s' would embed rows that are not items, because its statement reads the table %s itself: map an entity without inheritance, restriction, soft deletion and secondary table"
                                .formatted(what, declaration.name(), table.name()));
            case Relation.ToMany _ ->
                indexes.anyMatch(index -> index.serves(column, order))
                        ? List.of()
                        : List.of(warning(declaration, what, table, column + ", " + list(order)));
        };
    }

    private static List<Index.Column> columns(Sort sort, Table table) {
        return sort.keys().stream()
                .map(key -> Index.Column.of(table.column(Field.attribute(key.field())), key))
                .toList();
    }

    private static String list(List<Index.Column> columns) {
        return columns.stream().map(Index.Column::toString).collect(Collectors.joining(", "));
    }

    private static String warning(Declaration declaration, String what, Table table, String columns) {
        return "No index serves the %s of the collection '%s': create index on %s (%s)"
                .formatted(what, declaration.name(), table.name(), columns);
    }
}
