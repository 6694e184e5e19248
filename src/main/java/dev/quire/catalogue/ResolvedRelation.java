package dev.quire.catalogue;

import static java.util.Objects.requireNonNull;

import dev.quire.pagination.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/// A relation whose target collection was looked up in the catalogue and checked.
///
/// @param target the declaration of the target collection
/// @param source the source of its items
/// @param field the field of the target collection that has the same value as the relation's own field
/// @param list the path of the list of all items related to one item, with [#VALUE] in place of the value; null if no
///     list selects them
public record ResolvedRelation(
        Relation relation,
        Declaration target,
        RelatedItemSource source,
        Field field,
        @Nullable String list) {

    /// What stands for the value in the path of a list.
    public static final String VALUE = "{}";

    /// @throws IllegalStateException if the relation cannot be resolved. The message says why
    public static ResolvedRelation of(Declaration from, Relation relation, Catalogue catalogue) {
        var collection = catalogue
                .named(relation.collection())
                .orElseThrow(() -> broken(from, relation, "there is no collection with this name"));
        var target = collection.declaration();
        var field = target.field(
                        switch (relation) {
                            case Relation.ToOne _ -> target.key().name();
                            case Relation.ToMany toMany -> toMany.field();
                        })
                .orElseThrow(() -> broken(from, relation, "that collection lacks the field that the relation names"));
        if (field.type() != relation.own().type()) {
            var fields = "the fields '%s' and '%s' differ in type";
            throw broken(from, relation, fields.formatted(relation.own().name(), field.name()));
        }
        if (!(collection.source() instanceof RelatedItemSource source)) {
            throw broken(from, relation, "the source of that collection does not support related items");
        }
        return new ResolvedRelation(relation, target, source, field, list(from, target, field, catalogue));
    }

    /// The path of the nested collection or, without one, that of the target filtered by the field.
    private static @Nullable String list(Declaration from, Declaration target, Field field, Catalogue catalogue) {
        var nested = catalogue
                .nested(from.name(), target.name())
                .map(collection -> requireNonNull(collection.declaration().scope()))
                .filter(scope -> scope.field().equals(field));
        if (nested.isPresent()) {
            return "%s%s/%s/%s".formatted(Declaration.ROOT, from.name(), VALUE, target.name());
        }
        return target.filters().contains(field) ? target.path() + "?" + field.name() + "=" + VALUE : null;
    }

    private static IllegalStateException broken(Declaration from, Relation relation, String reason) {
        return new IllegalStateException(
                "The relation '%s' of the collection '%s' to the collection '%s' is invalid: %s"
                        .formatted(relation.name(), from.name(), relation.collection(), reason));
    }

    /// Fetches the values to embed, by the value of the relation's own field.
    ///
    /// @param values the values of the own field, at least one
    Map<Object, ?> fetch(Set<Object> values) {
        return switch (relation) {
            case Relation.ToOne _ -> fetchOne(values);
            case Relation.ToMany _ -> fetchMany(values);
        };
    }

    private Map<Object, ?> fetchOne(Set<Object> keys) {
        var found = new HashMap<Object, Object>();
        for (var item : source.withKeys(target.fields(), field, keys)) {
            found.put(shared(item), item);
        }
        return found;
    }

    private Map<Object, ?> fetchMany(Set<Object> parents) {
        var sort = target.total(target.defaultSort());
        var found = new HashMap<Object, List<Map<String, @Nullable Object>>>();
        for (var item : source.firstOfEach(target.fields(), field, parents, sort, Relation.MAX_ITEMS + 1)) {
            found.computeIfAbsent(shared(item), _ -> new ArrayList<>()).add(item);
        }
        return found;
    }

    private Object shared(Map<String, @Nullable Object> item) {
        return requireNonNull(item.get(field.name()));
    }

    /// Adds the related items to an item.
    ///
    /// @param value the item's value of the relation's own field
    /// @param found what was fetched for the value; null if nothing was
    /// @param urls makes the URL of a list from its path, in which [#VALUE] stands for a value, and that value
    void put(
            Map<String, @Nullable Object> item,
            @Nullable Object value,
            @Nullable Object found,
            BinaryOperator<String> urls) {
        switch (relation) {
            case Relation.ToOne _ -> item.put(relation.name(), found);
            case Relation.ToMany toMany -> {
                var items = found instanceof List<?> list ? list : List.of();
                item.put(relation.name(), items.subList(0, Math.min(items.size(), Relation.MAX_ITEMS)));
                item.put(toMany.meta(), meta(items.size() > Relation.MAX_ITEMS, value, urls));
            }
        }
    }

    /// Whether the embedded items were cut, and where all of them are.
    private Map<String, Object> meta(boolean more, @Nullable Object value, BinaryOperator<String> urls) {
        var meta = new LinkedHashMap<String, Object>();
        meta.put("has_more", more);
        if (list != null && value != null) {
            var text = value instanceof Enum<?> constant ? Field.constantName(constant) : value.toString();
            meta.put("link", urls.apply(list, text));
        }
        return meta;
    }
}
