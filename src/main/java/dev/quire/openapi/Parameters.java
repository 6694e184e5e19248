package dev.quire.openapi;

import static dev.quire.pagination.PageRequest.DEFAULT_SIZE;
import static dev.quire.pagination.PageRequest.MAX_POSITION;
import static dev.quire.pagination.PageRequest.MAX_SIZE;

import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.Relation;
import dev.quire.cursor.CursorCodec;
import dev.quire.pagination.CountMode;
import dev.quire.pagination.Field;
import dev.quire.pagination.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/// The parameters of the operations, each with its limits and an example.
final class Parameters {

    private Parameters() {}

    static List<Parameter> list(Declaration declaration) {
        var parameters = new ArrayList<>(section(declaration));
        parameters.addAll(List.of(
                position("page", 1, "The number of the page, from 1.", 3),
                size("per_page"),
                position("offset", 0, "How many items to pass over.", 90),
                size("limit"),
                cursor(),
                sort(declaration)));
        parameters.addAll(shaping(declaration));
        parameters.add(count());
        parameters.addAll(filters(declaration));
        return parameters;
    }

    static List<Parameter> filters(Declaration declaration) {
        return declaration.filters().stream()
                .flatMap(field ->
                        declaration.operators(field).stream().map(operator -> filter(declaration, field, operator)))
                .toList();
    }

    /// What decides how an item looks, in a list or by itself.
    static List<Parameter> shaping(Declaration declaration) {
        return declaration.relations().isEmpty()
                ? List.of(fields(declaration))
                : List.of(fields(declaration), embed(declaration));
    }

    /// The one that names a section, if there are sections.
    static List<Parameter> section(Declaration declaration) {
        var section = declaration.section();
        return section == null
                ? List.of()
                : List.of(query(section.parameter(), section.description())
                        .schema(Schemas.text().defaultValue(""))
                        .example(section.example()));
    }

    static Parameter path(Declaration declaration, String name, Field field) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.PATH)
                .required(true)
                .description("The key: " + field.name() + ".")
                .schema(Schemas.value(field))
                .example(Schemas.example(declaration, field));
    }

    static Parameter ifNoneMatch() {
        return header(
                "If-None-Match", "Entity tags that are known; what bears one of them is not sent again.", Schemas.ETAG);
    }

    static Parameter ifMatch() {
        return header(
                "If-Match",
                "The `ETag` the item must still have, a list of them, or `*`; without it, the last write wins.",
                "*");
    }

    static Parameter idempotencyKey() {
        var parameter = header(
                "Idempotency-Key",
                "Names the request: sent again, it is answered as before and not done again. 1 to 255 visible characters.",
                "4f1c2a9e-order-17");
        parameter.getSchema().minLength(1).maxLength(255).pattern("^[!-~]+$");
        return parameter;
    }

    private static Parameter header(String name, String description, String example) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .description(description)
                .schema(Schemas.text())
                .example(example);
    }

    static Parameter fields(Declaration declaration) {
        var names = declaration.fields().stream().map(Field::name).toList();
        return query("fields", "Only these fields, in this order, parted by commas.")
                .style(Parameter.Style.FORM)
                .explode(false)
                .schema(Schemas.array(Schemas.constants(names)).minItems(1))
                .example(names.subList(0, 2));
    }

    private static Parameter embed(Declaration declaration) {
        var names = declaration.relations().stream().map(Relation::name).toList();
        return query("embed", "Related items to embed, each name once, parted by commas.")
                .style(Parameter.Style.FORM)
                .explode(false)
                .schema(Schemas.array(Schemas.constants(names)).minItems(1).uniqueItems(true))
                .example(names);
    }

    private static Parameter position(String name, long min, String description, int example) {
        return query(name, description)
                .schema(Schemas.integer()
                        .format("int64")
                        .minimum(BigDecimal.valueOf(min))
                        .maximum(BigDecimal.valueOf(MAX_POSITION))
                        .defaultValue(min))
                .example(example);
    }

    private static Parameter size(String name) {
        return query(name, "How many items at most; more than %d is served as %d.".formatted(MAX_SIZE, MAX_SIZE))
                .schema(Schemas.integer().minimum(BigDecimal.ONE).defaultValue(DEFAULT_SIZE))
                .example(MAX_SIZE);
    }

    static Parameter cursor() {
        return query(
                        "cursor",
                        "Where to continue: `meta.next_cursor` or `meta.prev_cursor` of an answer, as it stands, beside the sort and the filters of that answer. The `Link` header holds the whole address.")
                .schema(Schemas.text().pattern("^[A-Za-z0-9_-]+$").maxLength(CursorCodec.MAX_LENGTH))
                .example(Schemas.CURSOR);
    }

    static Parameter sort(Declaration declaration) {
        return query("sort", "The order; `-` before a field descends. The key breaks ties.")
                .schema(Schemas.constants(declaration.sortSpellings())
                        .defaultValue(declaration.defaultSort().toString()))
                .example(declaration.defaultSort().reversed().toString());
    }

    private static Parameter count() {
        return query(
                        "count",
                        "What to know of the total: exact up to a bound and above it about how many (`auto`), always exact,"
                                + " always about, or nothing.")
                .schema(Schemas.constants(Stream.of(CountMode.values())
                                .map(CountMode::toString)
                                .toList())
                        .defaultValue(CountMode.DEFAULT.toString()))
                .example(CountMode.EXACT.toString());
    }

    private static Parameter filter(Declaration declaration, Field field, Operator operator) {
        var name = operator == Operator.EQ ? field.name() : "%s[%s]".formatted(field.name(), operator);
        var example = Schemas.example(declaration, field);
        return query(name, "Only items whose %s %s.".formatted(field.name(), condition(operator)))
                .schema(operand(field, operator))
                .example(
                        switch (operator) {
                            case NULL -> true;
                            case IN, PREFIX -> example.toString();
                            case EQ, NE, LT, LTE, GT, GTE -> example;
                        });
    }

    private static Schema operand(Field field, Operator operator) {
        return switch (operator) {
            case NULL -> Schemas.type(Schema.SchemaType.BOOLEAN);
            case IN, PREFIX -> Schemas.text();
            case EQ, NE, LT, LTE, GT, GTE -> Schemas.value(field);
        };
    }

    private static String condition(Operator operator) {
        return switch (operator) {
            case EQ -> "equals this";
            case NE -> "is anything but this, or null";
            case LT -> "is less than this";
            case LTE -> "is at most this";
            case GT -> "is greater than this";
            case GTE -> "is at least this";
            case IN -> "equals one of these, parted by commas";
            case NULL -> "is null (`true`) or not (`false`)";
            case PREFIX -> "begins with this";
        };
    }

    static Parameter query(String name, String description) {
        return OASFactory.createParameter().name(name).in(Parameter.In.QUERY).description(description);
    }
}
