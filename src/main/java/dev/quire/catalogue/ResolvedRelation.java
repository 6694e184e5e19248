package dev.quire.catalogue;

import static java.util.Objects.requireNonNull;

import dev.quire.pagination.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A relation whose target collection was looked up in the catalogue and checked.
///
/// @param target the declaration of the target collection
/// @param source the source of its items
/// @param field the field of the target collection that has the same value as the relation's own field
public record ResolvedRelation(Relation relation, Declaration target, RelatedItemSource source, Field field) {

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
        return new ResolvedRelation(relation, target, source, field);
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
        for (var item : source.firstOfEach(target.fields(), field, parents, sort, Relation.MAX_ITEMS)) {
            found.computeIfAbsent(shared(item), _ -> new ArrayList<>()).add(item);
        }
        return found;
    }

    private Object shared(Map<String, @Nullable Object> item) {
        return requireNonNull(item.get(field.name()));
    }

    /// The value to embed if there are no related items.
    @Nullable
    Object nothing() {
        return switch (relation) {
            case Relation.ToOne _ -> null;
            case Relation.ToMany _ -> List.of();
        };
    }
}
