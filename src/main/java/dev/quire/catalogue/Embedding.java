package dev.quire.catalogue;

import dev.quire.pagination.Field;
import dev.quire.pagination.Page;
import dev.quire.pagination.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Embeds related items in the items of a page, after their own fields.
///
/// Each relation takes one fetch for all items of the page, which avoids N+1 queries. The fetch is skipped if no item
/// has a value for the relation.
///
/// @param asked the fields to return
/// @param relations the relations to embed, in this order
public record Embedding(List<Field> asked, List<ResolvedRelation> relations) {

    public Embedding {
        asked = List.copyOf(asked);
        relations = List.copyOf(relations);
    }

    /// @throws IllegalStateException if a relation cannot be resolved
    public static Embedding of(Declaration from, List<Field> asked, List<Relation> relations, Catalogue catalogue) {
        return new Embedding(
                asked,
                relations.stream()
                        .map(relation -> ResolvedRelation.of(from, relation, catalogue))
                        .toList());
    }

    /// The fields to fetch: the fields to return, then those that the relations need.
    public List<Field> fields() {
        var followed = relations.stream().map(related -> related.relation().own());
        return Stream.concat(asked.stream(), followed).distinct().toList();
    }

    /// @param page a page whose items have all [#fields()]
    /// @param urls makes the URL of a list from its path, in which `{}` stands for a value, and that value
    public Page embed(Page page, BinaryOperator<String> urls) {
        var items = embed(page.items(), urls);
        var rows = new ArrayList<Row>();
        for (int i = 0; i < items.size(); i++) {
            rows.add(new Row(items.get(i), page.rows().get(i).keyset()));
        }
        return page.with(rows);
    }

    /// @param items the items, each with all [#fields()]
    /// @param urls makes the URL of a list from its path, in which `{}` stands for a value, and that value
    public List<Map<String, @Nullable Object>> embed(
            List<Map<String, @Nullable Object>> items, BinaryOperator<String> urls) {
        var results = items.stream().map(this::selected).toList();
        for (var related : relations) {
            var own = related.relation().own().name();
            var values = items.stream()
                    .map(item -> item.get(own))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            var found = values.isEmpty() ? Map.of() : related.fetch(values);
            for (int i = 0; i < items.size(); i++) {
                var value = items.get(i).get(own);
                related.put(results.get(i), value, value == null ? null : found.get(value), urls);
            }
        }
        return results;
    }

    private Map<String, @Nullable Object> selected(Map<String, @Nullable Object> item) {
        var selected = new LinkedHashMap<String, @Nullable Object>();
        asked.forEach(field -> selected.put(field.name(), item.get(field.name())));
        return selected;
    }
}
