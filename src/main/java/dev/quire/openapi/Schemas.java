package dev.quire.openapi;

import dev.quire.catalogue.Catalogue;
import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.Relation;
import dev.quire.catalogue.ResolvedRelation;
import dev.quire.pagination.Field;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/// Builds the schemas of items, pages and problems. Descriptions and examples of items come from annotations on the
/// view record.
final class Schemas {

    /// An example of a cursor.
    static final String CURSOR = "b8Xn1Q5uRt0xJm3v7sKc2LhYpZaWdEfG4iOjTqUwBkMz";

    /// An example of an entity tag.
    static final String ETAG = "\"k3Jx0Xw1o9mYtq2ZcV5bTA\"";

    private static final Map<Class<?>, Supplier<Schema>> VALUES = Map.of(
            Long.class, () -> integer().format("int64"),
            Integer.class, () -> integer().format("int32"),
            BigDecimal.class, () -> type(SchemaType.NUMBER),
            Boolean.class, () -> type(SchemaType.BOOLEAN),
            String.class, Schemas::text,
            Instant.class, () -> text().format("date-time"),
            LocalDate.class, () -> text().format("date"),
            UUID.class, () -> text().format("uuid"));

    private Schemas() {}

    /// Returns the name of the item schema: that of the view record or, without a view, the capitalized collection
    /// name.
    static String itemName(Declaration declaration) {
        var view = declaration.view();
        if (view == null) {
            var name = declaration.name();
            return Character.toUpperCase(name.charAt(0)) + name.substring(1);
        }
        return about(view)
                .map(schema -> schema.name())
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> view.getSimpleName().replaceFirst("View$", ""));
    }

    static String pageName(Declaration declaration) {
        return itemName(declaration) + "Page";
    }

    static Schema reference(String name) {
        return OASFactory.createSchema().ref("#/components/schemas/" + name);
    }

    static void of(Declaration declaration, Catalogue catalogue, Components components) {
        var item = object().description(Optional.ofNullable(declaration.view())
                .flatMap(Schemas::text)
                .orElse("One of the " + declaration.name() + "."));
        declaration.fields().forEach(field -> item.addProperty(field.name(), property(declaration, field)));
        for (var relation : declaration.relations()) {
            item.addProperty(relation.name(), embedded(ResolvedRelation.of(declaration, relation, catalogue)));
            if (relation instanceof Relation.ToMany toMany) {
                item.addProperty(toMany.meta(), cut(toMany));
            }
        }
        var page = object("data", "meta", "links")
                .description("A page of " + declaration.name() + ".")
                .addProperty("data", array(reference(itemName(declaration))).maxItems(100))
                .addProperty("meta", reference("Meta"))
                .addProperty("links", reference("Links"));
        components.addSchema(itemName(declaration), item).addSchema(pageName(declaration), page);
    }

    /// The schema of embedded items.
    private static Schema embedded(ResolvedRelation related) {
        var item = reference(itemName(related.target()));
        return switch (related.relation()) {
            case Relation.ToOne _ ->
                OASFactory.createSchema()
                        .anyOf(List.of(item, type(SchemaType.NULL)))
                        .description("Present only if requested by `embed`; null if there is no related item.");
            case Relation.ToMany toMany ->
                array(item)
                        .maxItems(Relation.MAX_ITEMS)
                        .description(
                                "Present only if requested by `embed`: the first %d in the order `%s`. `%s` says whether there are more."
                                        .formatted(
                                                Relation.MAX_ITEMS,
                                                related.target().defaultSort(),
                                                toMany.meta()));
        };
    }

    /// The schema of the member beside embedded items that says whether they were cut.
    private static Schema cut(Relation.ToMany relation) {
        return object("has_more")
                .description("Present beside `%s`.".formatted(relation.name()))
                .addProperty(
                        "has_more",
                        type(SchemaType.BOOLEAN)
                                .description(
                                        "Whether there are more than the embedded %d.".formatted(Relation.MAX_ITEMS)))
                .addProperty("link", text().format("uri").description("The URL of the list of all of them."));
    }

    /// Returns an example item, composed of the examples of its fields.
    static Map<String, Object> example(Declaration declaration) {
        var example = new LinkedHashMap<String, Object>();
        declaration.fields().forEach(field -> example.put(field.name(), example(declaration, field)));
        return example;
    }

    static Object example(Declaration declaration, Field field) {
        return example(field, component(declaration, field));
    }

    /// @param component the record component of the field; empty if the field was declared without a view
    static Object example(Field field, Optional<? extends AnnotatedElement> component) {
        return component
                .flatMap(Schemas::about)
                .flatMap(schema -> Arrays.stream(schema.examples()).findFirst())
                .<Object>map(text -> Number.class.isAssignableFrom(field.type()) ? new BigDecimal(text) : text)
                .orElseGet(() -> example(field.type()));
    }

    private static Object example(Class<?> type) {
        if (Number.class.isAssignableFrom(type)) {
            return BigDecimal.ONE;
        }
        return switch (type.getSimpleName()) {
            case "Boolean" -> true;
            case "Instant" -> "2011-12-09T12:50:00Z";
            case "LocalDate" -> "2011-12-09";
            case "UUID" -> "9f1c2a9e-0d6b-4c6e-8f0a-3b1d5e7a9c24";
            default -> "text";
        };
    }

    /// Returns the accessor of the view's component, which carries the annotations.
    private static Optional<Method> component(Declaration declaration, Field field) {
        return Optional.ofNullable(declaration.view())
                .map(view -> view.getRecordComponents()[declaration.fields().indexOf(field)].getAccessor());
    }

    /// Returns the schema annotation of a view or of one of its components.
    static Optional<org.eclipse.microprofile.openapi.annotations.media.Schema> about(AnnotatedElement element) {
        return Optional.ofNullable(
                element.getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class));
    }

    static Optional<String> text(AnnotatedElement element) {
        return about(element).map(schema -> schema.description()).filter(description -> !description.isEmpty());
    }

    private static Schema property(Declaration declaration, Field field) {
        var component = component(declaration, field);
        var schema = value(field).addExample(example(field, component));
        if (field.nullable() && schema.getType() != null) {
            schema.type(List.of(schema.getType().getFirst(), SchemaType.NULL));
        }
        component.flatMap(Schemas::text).ifPresent(schema::description);
        return schema;
    }

    /// Returns the schema of a field's values, in items and in filters.
    static Schema value(Field field) {
        if (field.type().isEnum()) {
            return constants(Arrays.stream(field.type().getEnumConstants())
                    .map(Field::constantName)
                    .toList());
        }
        return VALUES.getOrDefault(field.type(), OASFactory::createSchema).get();
    }

    static void shared(Components components) {
        components.addSchema("Meta", meta()).addSchema("Links", links()).addSchema("Problem", problem());
    }

    private static Schema meta() {
        return object("mode", "count", "has_next", "has_prev", "sort", "start_cursor", "end_cursor")
                .description("Metadata of the page. Members that do not apply are absent.")
                .addProperty("mode", constants(List.of("page", "offset", "cursor")))
                .addProperty("page", integer().minimum(BigDecimal.ONE).description("The page number, from 1."))
                .addProperty("per_page", size().description("The page size, at most 100."))
                .addProperty("offset", integer().minimum(BigDecimal.ZERO).description("The number of skipped items."))
                .addProperty("limit", size().description("The maximum number of items, at most 100."))
                .addProperty(
                        "count",
                        integer()
                                .minimum(BigDecimal.ZERO)
                                .maximum(BigDecimal.valueOf(100))
                                .description("The number of items on this page."))
                .addProperty("pages", integer().minimum(BigDecimal.ZERO).description("The number of pages."))
                .addProperty("total", integer().minimum(BigDecimal.ZERO).description("The number of all items."))
                .addProperty(
                        "total_relation",
                        constants(List.of("eq", "approx", "gte"))
                                .description("Whether the total is exact, an estimate, or a lower bound."))
                .addProperty("total_as_of", text().format("date-time").description("The time of the estimate."))
                .addProperty("has_next", type(SchemaType.BOOLEAN).description("Whether there are further items."))
                .addProperty("has_prev", type(SchemaType.BOOLEAN).description("Whether there are earlier items."))
                .addProperty("sort", text().description("The order of the items."))
                .addProperty(
                        "start_cursor",
                        text().description(
                                        "Where the page starts: continues backwards with what comes before it, now or later."))
                .addProperty(
                        "end_cursor",
                        text().description("Where the page ends: continues with what comes after it, now or later."))
                .addProperty("next_cursor", text().description("Continues after this page; absent on the last page."))
                .addProperty(
                        "prev_cursor", text().description("Continues before this page; absent on the first page."));
    }

    private static Schema size() {
        return integer().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(100));
    }

    private static Schema links() {
        var links = object("self", "first")
                .description("Absolute links that keep all parameters. Links that do not apply are absent.");
        for (var relation : List.of("self", "first", "prev", "next", "last")) {
            links.addProperty(relation, text().format("uri"));
        }
        return links;
    }

    private static Schema problem() {
        var error = object("detail")
                .addProperty("parameter", text().description("The name of the invalid parameter or header."))
                .addProperty("pointer", text().description("The JSON pointer of the invalid body member (RFC 6901)."))
                .addProperty("detail", text().description("What is wrong with it."));
        return object("type", "title", "status", "detail", "instance", "code")
                .description("An error (RFC 9457).")
                .addProperty("type", text().format("uri"))
                .addProperty("title", text())
                .addProperty(
                        "status", integer().minimum(BigDecimal.valueOf(400)).maximum(BigDecimal.valueOf(599)))
                .addProperty("detail", text().description("What is wrong with this request and how to correct it."))
                .addProperty("instance", text().description("The path of the request."))
                .addProperty("code", text().description("The error type, for programs."))
                .addProperty("errors", array(error).description("The invalid parameters or body members."));
    }

    static Schema object(String... required) {
        return type(SchemaType.OBJECT)
                .additionalPropertiesSchema(OASFactory.createSchema().booleanSchema(false))
                .required(required.length == 0 ? null : new ArrayList<>(List.of(required)));
    }

    static Schema array(Schema items) {
        return type(SchemaType.ARRAY).items(items);
    }

    static Schema integer() {
        return type(SchemaType.INTEGER);
    }

    static Schema text() {
        return type(SchemaType.STRING);
    }

    static Schema constants(List<String> values) {
        return text().enumeration(new ArrayList<>(values));
    }

    static Schema type(SchemaType type) {
        return OASFactory.createSchema().type(List.of(type));
    }
}
