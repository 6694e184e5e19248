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

/// Describes a collection: its fields, and the sorts and filters it supports. Lists, exports, cursors and the API
/// description are all derived from it.
///
/// Declarations are immutable and are built at startup. Each method that adds something returns a new declaration. It
/// throws [IllegalArgumentException] if a field does not exist or does not support the use.
///
/// @param name the plural name of the collection
/// @param view the record whose components are the fields of an item and whose annotations describe them; null if the
///     fields were declared one by one
/// @param description one sentence for the API description
/// @param fields the fields of an item, in their order
/// @param key the field that identifies an item. It is also the tie-breaker of every sort
/// @param orders the supported sorts. The reverse of each is supported too. The first one is the default
/// @param filters the fields that clients can filter by
/// @param relations the relations that clients can embed in an item
/// @param mode the paging mode if the request does not specify one
/// @param scope the parent of a nested collection; null if it is not nested
/// @param section how the collection is divided into sections; null if it is not
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

    /// The prefix of the paths of all collections.
    public static final String ROOT = "/api/";

    /// A mutable copy of a declaration, with the same components.
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

    /// Declares a collection whose items have the components of a record as fields. The first component is the key and,
    /// by default, the only sort.
    public static Declaration of(String name, Class<? extends Record> view, String description) {
        var fields = Arrays.stream(view.getRecordComponents()).map(Field::of).toList();
        return of(name, fields, description).with(parts -> parts.view = view);
    }

    /// Declares a collection whose items have these fields. The first field is the key and, by default, the only sort.
    ///
    /// @param fields at least one
    public static Declaration of(String name, List<Field> fields, String description) {
        return new Parts(name, description, List.copyOf(fields)).declaration();
    }

    /// Supports these sorts and the reverse of each. The first one becomes the default.
    public Declaration orders(String... sorts) {
        var orders = Stream.of(sorts).map(Sort::parse).toList();
        orders.forEach(order -> order.keys().forEach(sortKey -> readable(sortKey.field(), "sorted")));
        return with(parts -> parts.orders = orders);
    }

    /// Supports filters by these fields.
    public Declaration filters(String... names) {
        var filters =
                Stream.of(names).map(filter -> readable(filter, "filtered")).toList();
        return with(parts -> parts.filters = filters);
    }

    /// Nests the collection in another one: a request sees only the items of one parent, which the path identifies.
    ///
    /// @param parent the name of the parent collection
    /// @param field the field of an item that contains the key of its parent
    public Declaration within(String parent, String field) {
        var scope = new Scope(parent, readable(field, "filtered"));
        return with(parts -> parts.scope = scope);
    }

    /// Divides the collection into sections. Each request reads one of them.
    public Declaration sections(Section section) {
        return with(parts -> parts.section = section);
    }

    /// Lets clients embed the item of another collection that an item refers to.
    ///
    /// @param name the name of the relation and of the embedded item in the JSON
    /// @param collection the name of the other collection
    /// @param field the field of this collection that contains the key of the other item
    public Declaration toOne(String name, String collection, String field) {
        return with(new Relation.ToOne(name, collection, declared(field)));
    }

    /// Lets clients embed the items of another collection that refer to an item.
    ///
    /// @param name the name of the relation and of the embedded items in the JSON
    /// @param collection the name of the other collection
    /// @param field the field of the other collection that contains the key of this item
    public Declaration toMany(String name, String collection, String field) {
        return with(new Relation.ToMany(name, collection, key, field));
    }

    private Declaration with(Relation relation) {
        if (isTaken(relation.name()) || (relation instanceof Relation.ToMany toMany && isTaken(toMany.meta()))) {
            throw new IllegalArgumentException(
                    "The collection '%s' has two fields or relations named '%s'".formatted(name, relation.name()));
        }
        var relations =
                Stream.concat(this.relations.stream(), Stream.of(relation)).toList();
        return with(parts -> parts.relations = relations);
    }

    private boolean isTaken(String name) {
        return field(name).isPresent()
                || relations.stream()
                        .anyMatch(relation -> relation.name().equals(name)
                                || (relation instanceof Relation.ToMany toMany
                                        && toMany.meta().equals(name)));
    }

    /// Uses this paging mode for requests that do not specify one.
    public Declaration mode(Mode mode) {
        return with(parts -> parts.mode = mode);
    }

    /// The path of the collection, with the parent's key as a template parameter: `/api/users/{user_id}/orders`.
    public String path() {
        return ROOT
                + (scope == null
                        ? name
                        : "%s/{%s}/%s".formatted(scope.parent(), scope.field().name(), name));
    }

    /// The number of segments of the path.
    public int depth() {
        return path().split("/", -1).length - 1;
    }

    /// The binding of cursors for lists with this sort and these filters.
    ///
    /// @param sort a supported sort, with or without the tie-breaker
    public CursorBinding cursorBinding(Sort sort, List<Filter> filters) {
        var total = total(sort);
        return new CursorBinding(name, total, fields(total), filters);
    }

    public Optional<Field> field(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /// The fields that the keys of a supported sort refer to.
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

    /// The operators that filters by this field support.
    public List<Operator> operators(Field field) {
        return Stream.of(Operator.values())
                .filter(operator -> operator.supports(field))
                .toList();
    }

    public Sort defaultSort() {
        return orders.getFirst();
    }

    /// Whether the sort is supported: a declared sort or its exact reverse, with or without the tie-breaker.
    public boolean serves(Sort sort) {
        return sorts().anyMatch(total(sort)::equals);
    }

    /// Makes the sort total by adding the key as the tie-breaker.
    public Sort total(Sort sort) {
        return sort.withTieBreaker(key.name());
    }

    /// All supported sorts, made total.
    private Stream<Sort> sorts() {
        return orders.stream().map(this::total).flatMap(order -> Stream.of(order, order.reversed()));
    }

    /// All supported sorts as declared, without alternative spellings.
    public List<String> sortNames() {
        var names = new ArrayList<String>();
        for (var order : orders) {
            names.add(order.toString());
            names.add(order.reversed().toString());
        }
        return names;
    }

    /// All accepted spellings of the supported sorts: as declared, and with and without the tie-breaker.
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

    /// Returns the field after checking that its values can be parsed from text, as sorts and filters require.
    private Field readable(String name, String use) {
        var field = declared(name);
        if (!field.readable()) {
            throw new IllegalArgumentException("The field '%s' cannot be %s by, because its type %s is not supported"
                    .formatted(name, use, field.type().getSimpleName()));
        }
        return field;
    }

    private Field declared(String name) {
        return field(name)
                .orElseThrow(() ->
                        new IllegalArgumentException("The collection '%s' has no field '%s'; its fields are: %s"
                                .formatted(
                                        this.name,
                                        name,
                                        fields.stream().map(Field::name).collect(Collectors.joining(", ")))));
    }
}
