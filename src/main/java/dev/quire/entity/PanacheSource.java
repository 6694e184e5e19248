package dev.quire.entity;

import dev.quire.catalogue.RelatedItemSource;
import dev.quire.pagination.ChunkQuery;
import dev.quire.pagination.ChunkRead;
import dev.quire.pagination.Cursor;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.Keyset;
import dev.quire.pagination.Page;
import dev.quire.pagination.PageQuery;
import dev.quire.pagination.PageRequest;
import dev.quire.pagination.PageSource;
import dev.quire.pagination.Row;
import dev.quire.pagination.Sort;
import io.quarkus.hibernate.orm.panache.Panache;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/// Reads the items of a Panache entity. Thread-safe.
///
/// A page is read by one statement, so that items and count come from the same snapshot. It selects the requested
/// columns of one item more than the page holds, and the count if one is needed. After a cursor, it is a union of
/// index ranges (see ADR 7).
public final class PanacheSource implements PageSource, RelatedItemSource {

    private final Class<?> entity;
    private final RelatedRowsQuery related;

    private PanacheSource(Class<?> entity) {
        this.entity = entity;
        this.related = new RelatedRowsQuery(entity);
    }

    /// @param entity a class annotated as an entity, with a single `@Id`
    public static PanacheSource of(Class<?> entity) {
        return new PanacheSource(entity);
    }

    Class<?> entity() {
        return entity;
    }

    @Override
    public Page page(PageQuery query) {
        return Availability.checked(() -> ask(query));
    }

    private Page ask(PageQuery query) {
        var where = new Where(query.filters());
        var count = PageCounterFactory.instance().of(entity, where, query.count());
        var columns = new Columns(query).counting(count.inlineCount());
        var results = switch (query.request()) {
            case PageRequest.Numbered numbered -> fetch(query, query.sort(), where, columns, numbered.offset());
            case PageRequest.ByCursor(Cursor cursor, int _) -> continued(query, where, columns, cursor);
        };
        var proven = Page.proven(query.request(), results.size());
        return Page.of(query.request(), columns.rows(results), count.count(proven, columns.counted(results)));
    }

    private List<?> fetch(PageQuery query, Sort sort, Where where, Columns columns, long offset) {
        if (offset > Integer.MAX_VALUE - PageRequest.MAX_SIZE - 1) {
            return List.of(); // Hibernate's offset is an int; read such depths by cursor.
        }
        var first = (int) offset;
        var hql = columns.with() + columns.select(entity) + where.hql() + Hql.orderBy(sort);
        var statement = statement(hql, where).setFirstResult(first);
        // One extra item shows whether a next page exists.
        return statement.setMaxResults(query.request().size() + 1).list();
    }

    /// The rows after the cursor; for a backward cursor, the rows before it in reverse order.
    private List<?> continued(PageQuery query, Where where, Columns columns, Cursor cursor) {
        var sort = cursor.backwards() ? query.sort().reversed() : query.sort();
        var keyset = cursor.keyset();
        return keyset == null ? fetch(query, sort, where, columns, 0) : seek(query, sort, where, columns, keyset);
    }

    private List<?> seek(PageQuery query, Sort sort, Where where, Columns columns, Keyset keyset) {
        var seek = new Seek(sort.keys(), query.keys(), keyset);
        var limit = query.request().size() + 1;
        var hql = columns.with() + Hql.union(columns.select(entity), where, seek.branches(), sort);
        var statement = statement(hql, where)
                .setParameter("limit", limit)
                .setMaxResults(limit); // PostgreSQL stops at the limit and does not run the remaining branches.
        seek.parameters().forEach(statement::setParameter);
        return statement.list();
    }

    private static SelectionQuery<Object[]> statement(String hql, Where where) {
        var statement = Panache.getSession().createSelectionQuery(hql, Object[].class);
        where.parameters().forEach(statement::setParameter);
        return statement;
    }

    @Override
    public Optional<Map<String, @Nullable Object>> item(List<Field> fields, List<Filter> filters) {
        var where = new Where(filters);
        var columns = new Columns(fields, List.of());
        var query = columns.select(entity) + where.hql();
        var rows = Availability.checked(
                () -> statement(query, where).setMaxResults(1).list());
        return columns.rows(rows).stream().map(Row::item).findFirst();
    }

    @Override
    public ChunkRead chunk(ChunkQuery query) {
        return new EntityChunkRead(entity, query);
    }

    @Override
    public List<Map<String, @Nullable Object>> withKeys(List<Field> fields, Field key, Set<Object> keys) {
        return Availability.checked(() -> related.withKeys(fields, key, keys));
    }

    @Override
    public List<Map<String, @Nullable Object>> firstOfEach(
            List<Field> fields, Field parent, Set<Object> parents, Sort sort, int limit) {
        return Availability.checked(() -> related.firstOfEach(fields, parent, parents, sort, limit));
    }
}
