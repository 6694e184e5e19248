package dev.quire.pagination.panache;

import dev.quire.pagination.Count;
import dev.quire.pagination.CountMode;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.Page;
import dev.quire.pagination.PageQuery;
import dev.quire.pagination.PageRequest;
import dev.quire.pagination.PageSource;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The items of a Panache entity.
///
/// A page is one statement that selects the asked columns of one item more than the page holds, and one that counts.
public final class PanacheSource implements PageSource {

    /// The entity's own `find`, as a lambda: javac binds a method reference to the class that declares the method,
    /// which Panache does not enhance.
    @FunctionalInterface
    public interface Finder {
        PanacheQuery<?> find(String hql, Map<String, Object> parameters);
    }

    private final Class<?> entity;
    private final Finder finder;
    private final Counts counts;

    private PanacheSource(Class<?> entity, Finder finder) {
        this.entity = entity;
        this.finder = finder;
        this.counts = new Counts(entity, finder);
    }

    public static PanacheSource of(Class<?> entity, Finder finder) {
        return new PanacheSource(entity, finder);
    }

    Class<?> entity() {
        return entity;
    }

    @Override
    public Page page(PageQuery query) {
        var where = new Where(query.filters());
        var items = fetch(query, where);
        return Page.of(query.request(), items, count(query.count(), where));
    }

    private List<Map<String, @Nullable Object>> fetch(PageQuery query, Where where) {
        var request = query.request();
        if (request.offset() > Integer.MAX_VALUE - PageRequest.MAX_SIZE - 1) {
            return List.of(); // JDBC cannot pass over more, and no table of this size is read by number.
        }
        var first = (int) request.offset();
        var hql = Hql.select(entity, query.fields(), where, query.sort());
        // The range is inclusive: one item more than the page, which tells whether there is a next one.
        var rows = finder.find(hql, where.parameters())
                .range(first, first + request.size())
                .list();
        return items(query.fields(), rows);
    }

    private Count count(CountMode mode, Where where) {
        return switch (mode) {
            case EXACT -> counts.exact(where);
            case AUTO -> counts.auto(where);
            case ESTIMATED -> counts.estimated(where);
            case NONE -> new Count.Unknown();
        };
    }

    @Override
    public Optional<Map<String, @Nullable Object>> item(List<Field> fields, List<Filter> filters) {
        var where = new Where(filters);
        var rows = finder.find(Hql.select(entity, fields, where), where.parameters())
                .range(0, 0)
                .list();
        return items(fields, rows).stream().findFirst();
    }

    private static List<Map<String, @Nullable Object>> items(List<Field> fields, List<?> rows) {
        var items = new ArrayList<Map<String, @Nullable Object>>(rows.size());
        for (var row : rows) {
            items.add(item(fields, row instanceof Object[] columns ? columns : new Object[] {row}));
        }
        return items;
    }

    private static Map<String, @Nullable Object> item(List<Field> fields, @Nullable Object[] columns) {
        var item = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < columns.length; i++) {
            item.put(fields.get(i).name(), columns[i]);
        }
        return item;
    }
}
