package dev.quire.catalogue;

import static java.util.Objects.requireNonNull;

import dev.quire.pagination.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A relation, followed to the collection it leads to.
///
/// @param target the other collection
/// @param source where its items come from
/// @param field its field whose value is that of the relation's own field
public record ResolvedRelation(Relation relation, Declaration target, RelatedItemSource source, Field field) {

    /// @throws IllegalStateException if the relation leads nowhere, saying where it breaks off
    public static ResolvedRelation of(Declaration from, Relation relation, Catalogue catalogue) {
        var collection = catalogue
                .named(relation.collection())
                .orElseThrow(() -> broken(from, relation, "no collection of this name is served"));
        var target = collection.declaration();
        var field = target.field(
                        switch (relation) {
                            case Relation.ToOne _ -> target.key().name();
                            case Relation.ToMany toMany -> toMany.field();
                        })
                .orElseThrow(() -> broken(from, relation, "which lacks the field that it names"));
        if (field.type() != relation.own().type()) {
            var fields = "'%s' and '%s' differ in type";
            throw broken(from, relation, fields.formatted(relation.own().name(), field.name()));
        }
        if (!(collection.source() instanceof RelatedItemSource source)) {
            throw broken(from, relation, "whose source cannot be asked for related items");
        }
        return new ResolvedRelation(relation, target, source, field);
    }

    private static IllegalStateException broken(Declaration from, Relation relation, String reason) {
        return new IllegalStateException("The relation '%s' of the collection '%s' leads to '%s': %s"
                .formatted(relation.name(), from.name(), relation.collection(), reason));
    }

    /// What to embed, by the value shared with the item to embed it in.
    ///
    /// @param values at least one
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

    /// What to embed where nothing is related.
    @Nullable
    Object nothing() {
        return switch (relation) {
            case Relation.ToOne _ -> null;
            case Relation.ToMany _ -> List.of();
        };
    }
}
