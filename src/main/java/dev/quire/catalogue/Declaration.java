package dev.quire.catalogue;

import dev.quire.cursor.CursorBinding;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.Mode;
import dev.quire.pagination.Operator;
import dev.quire.pagination.Sort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a collection is: its fields, and the orders and filters it serves. All of its paging follows from this.
///
/// Built once, at start; every method that adds returns a new declaration and throws [IllegalArgumentException] for a
/// field that the collection lacks or that cannot be used in this way.
///
/// @param name the collection's name, plural
/// @param view the record whose components are the fields of an item and whose annotations describe them; null if the
///     fields were declared one by one
/// @param description one sentence for the reader of the API's description
/// @param fields the fields of an item, in their order
/// @param key the field that identifies an item, and breaks ties
/// @param orders the orders served, each with its reverse; the first is the default
/// @param filters the fields that may be filtered by
/// @param relations what may be embedded in an item
/// @param mode the mode of an answer where the request names none
/// @param scope the parent, for a nested collection
/// @param section what parts the collection, if anything does
public record Declaration(
        String name,
        @Nullable Class<? extends Record> view,
        String description,
        List<Field> fields,
        Field key,
        List<Sort> orders,
        List<Field> filters,
        List<Relation> relations,
        Mode mode,
        @Nullable Scope scope,
        @Nullable Section section) {

    /// The path of all collections.
    public static final String ROOT = "/api/";

    /// A declaration that is being changed; the components are those of the record.
    private static final class Parts {
        private final String name;
        private final String description;
        private final List<Field> fields;
        private @Nullable Class<? extends Record> view;
        private List<Sort> orders;
        private List<Field> filters = List.of();
        private List<Relation> relations = List.of();
        private Mode mode = Mode.PAGE;
        private @Nullable Scope scope;
        private @Nullable Section section;

        Parts(String name, String description, List<Field> fields) {
            this.name = name;
            this.description = description;
            this.fields = fields;
            this.orders = List.of(Sort.parse(fields.getFirst().name()));
        }

        Declaration declaration() {
            return new Declaration(
                    name,
                    view,
                    description,
                    fields,
                    fields.getFirst(),
                    orders,
                    filters,
                    relations,
                    mode,
                    scope,
                    section);
        }
    }

    private Declaration with(Consumer<Parts> change) {
        var parts = new Parts(name, description, fields);
        parts.view = view;
        parts.orders = orders;
        parts.filters = filters;
        parts.relations = relations;
        parts.mode = mode;
        parts.scope = scope;
        parts.section = section;
        change.accept(parts);
        return parts.declaration();
    }

    /// A collection whose items have the components of a record. The first is the key, and by itself the only order.
    public static Declaration of(String name, Class<? extends Record> view, String description) {
        var fields = Arrays.stream(view.getRecordComponents()).map(Field::of).toList();
        return of(name, fields, description).with(parts -> parts.view = view);
    }

    /// A collection whose items have these fields. The first is the key, and by itself the only order.
    ///
    /// @param fields at least one
    public static Declaration of(String name, List<Field> fields, String description) {
        return new Parts(name, description, List.copyOf(fields)).declaration();
    }

    /// Serves these orders, each with its reverse, and the first by default.
    public Declaration orders(String... sorts) {
        var orders = Stream.of(sorts).map(Sort::parse).toList();
        orders.forEach(order -> order.keys().forEach(sortKey -> readable(sortKey.field(), "sorted")));
        return with(parts -> parts.orders = orders);
    }

    /// Lets clients filter by these fields.
    public Declaration filters(String... names) {
        var filters =
                Stream.of(names).map(filter -> readable(filter, "filtered")).toList();
        return with(parts -> parts.filters = filters);
    }

    /// The same collection, but only the items of one parent, named by the path.
    ///
    /// @param parent the name of the parent's collection
    /// @param field the field that holds the parent's key
    public Declaration within(String parent, String field) {
        var scope = new Scope(parent, readable(field, "filtered"));
        return with(parts -> parts.scope = scope);
    }

    /// The same collection in sections, one of which each request looks at.
    public Declaration sections(Section section) {
        return with(parts -> parts.section = section);
    }

    /// Lets clients embed the item of another collection whose key an item holds.
    ///
    /// @param name what the embedded item is called
    /// @param collection the name of the other collection
    /// @param field the field that holds the other item's key
    public Declaration toOne(String name, String collection, String field) {
        return with(new Relation.ToOne(name, collection, declared(field)));
    }

    /// Lets clients embed the items of another collection that hold an item's key.
    ///
    /// @param name what the embedded items are called
    /// @param collection the name of the other collection
    /// @param field the field of the other collection that holds this item's key
    public Declaration toMany(String name, String collection, String field) {
        return with(new Relation.ToMany(name, collection, key, field));
    }

    private Declaration with(Relation relation) {
        if (field(relation.name()).isPresent() || relation(relation.name()).isPresent()) {
            throw new IllegalArgumentException("%s has two of the name '%s'".formatted(name, relation.name()));
        }
        var relations =
                Stream.concat(this.relations.stream(), Stream.of(relation)).toList();
        return with(parts -> parts.relations = relations);
    }

    /// Answers in this mode where a request names none.
    public Declaration mode(Mode mode) {
        return with(parts -> parts.mode = mode);
    }

    /// Where the collection is served, the parent's key in braces: `/api/users/{user_id}/orders`.
    public String path() {
        return ROOT
                + (scope == null
                        ? name
                        : "%s/{%s}/%s".formatted(scope.parent(), scope.field().name(), name));
    }

    /// What a cursor of a list in this sort and under these filters is bound to.
    ///
    /// @param sort one that this collection serves, with or without the tie-breaker
    public CursorBinding cursorBinding(Sort sort, List<Filter> filters) {
        var total = total(sort);
        return new CursorBinding(name, total, fields(total), filters);
    }

    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /// The fields of the keys of a sort that this collection serves.
    public List<Field> fields(Sort sort) {
        return sort.keys().stream().map(key -> declared(key.field())).toList();
    }

    public Optional<Field> filter(String name) {
        return filters.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    public Optional<Relation> relation(String name) {
        return relations.stream()
                .filter(relation -> relation.name().equals(name))
                .findFirst();
    }

    /// The operators that clients may filter this field by.
    public List<Operator> operators(Field field) {
        return Stream.of(Operator.values())
                .filter(operator -> operator.supports(field))
                .toList();
    }

    public Sort defaultSort() {
        return orders.getFirst();
    }

    /// Whether the sort is one of the declared orders or the exact reverse of one, with or without the tie-breaker.
    public boolean serves(Sort sort) {
        return sorts().anyMatch(total(sort)::equals);
    }

    /// The sort made total by the key.
    public Sort total(Sort sort) {
        return sort.withTieBreaker(key.name());
    }

    /// Every sort a client may ask for, total.
    private Stream<Sort> sorts() {
        return orders.stream().map(this::total).flatMap(order -> Stream.of(order, order.reversed()));
    }

    /// Every sort a client may ask for, as it is written.
    public List<String> sortNames() {
        var names = new ArrayList<String>();
        for (var order : orders) {
            names.add(order.toString());
            names.add(order.reversed().toString());
        }
        return names;
    }

    /// Every sort a client may ask for, with the tie-breaker written out and left out.
    public List<String> sortSpellings() {
        return orders.stream()
                .flatMap(order -> Stream.of(order, order.reversed()))
                .flatMap(sort -> Stream.of(
                        sort.toString(),
                        total(sort).toString(),
                        sort.withoutTieBreaker(key.name()).toString()))
                .distinct()
                .toList();
    }

    /// A field whose values can be read from text, and so from a cursor.
    private Field readable(String name, String use) {
        var field = declared(name);
        if (!field.readable()) {
            throw new IllegalArgumentException("the field '%s' cannot be %s by: its type is %s"
                    .formatted(name, use, field.type().getSimpleName()));
        }
        return field;
    }

    private Field declared(String name) {
        return field(name)
                .orElseThrow(() -> new IllegalArgumentException("%s has no field '%s', only %s"
                        .formatted(
                                this.name,
                                name,
                                fields.stream().map(Field::name).collect(Collectors.joining(", ")))));
    }
}
