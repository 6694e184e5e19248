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

/// Describes the parameters of the operations, each with its limits and an example.
final class Parameters {

    private Parameters() {}

    static List<Parameter> list(Declaration declaration) {
        var parameters = new ArrayList<>(section(declaration));
        parameters.addAll(List.of(
                position("page", 1, "The page number, from 1.", 3),
                size("per_page"),
                position("offset", 0, "The number of items to skip.", 90),
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

    /// The parameters that determine the content of each item, in a list or individually.
    static List<Parameter> shaping(Declaration declaration) {
        return declaration.relations().isEmpty()
                ? List.of(fields(declaration))
                : List.of(fields(declaration), embed(declaration));
    }

    /// The parameter that selects a section; empty if the collection has no sections.
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
                .description("The key (" + field.name() + ").")
                .schema(Schemas.value(field))
                .example(Schemas.example(declaration, field));
    }

    static Parameter ifNoneMatch() {
        return header(
                "If-None-Match",
                "Entity tags that the client has. If one of them is current, the response is 304 without a body.",
                Schemas.ETAG);
    }

    static Parameter ifMatch() {
        return header(
                "If-Match",
                "The `ETag` that the item must still have, a list of them, or `*`. Without this header, the last write wins.",
                "*");
    }

    static Parameter idempotencyKey() {
        var parameter = header(
                "Idempotency-Key",
                "Identifies the request. If it is sent again, it is not executed again, and the response is the same. 1 to 255"
                        + " visible ASCII characters.",
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
        return query("fields", "The fields to return, in this order, separated by commas.")
                .style(Parameter.Style.FORM)
                .explode(false)
                .schema(Schemas.array(Schemas.constants(names)).minItems(1))
                .example(names.subList(0, 2));
    }

    private static Parameter embed(Declaration declaration) {
        var names = declaration.relations().stream().map(Relation::name).toList();
        return query("embed", "The related items to embed, separated by commas. Each name can occur once.")
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
        return query(
                        name,
                        "The maximum number of items. Values above %d are treated as %d.".formatted(MAX_SIZE, MAX_SIZE))
                .schema(Schemas.integer().minimum(BigDecimal.ONE).defaultValue(DEFAULT_SIZE))
                .example(MAX_SIZE);
    }

    static Parameter cursor() {
        return query(
                        "cursor",
                        "Continues from an earlier response: one of the cursors in its `meta`, unchanged, with the same sort and filters. The `Link` header contains the complete URL.")
                .schema(Schemas.text().pattern("^[A-Za-z0-9_-]+$").maxLength(CursorCodec.MAX_LENGTH))
                .example(Schemas.CURSOR);
    }

    static Parameter sort(Declaration declaration) {
        return query("sort", "The sort order. A `-` before a field sorts descending. Ties are broken by the key.")
                .schema(Schemas.constants(declaration.sortSpellings())
                        .defaultValue(declaration.defaultSort().toString()))
                .example(declaration.defaultSort().reversed().toString());
    }

    private static Parameter count() {
        return query(
                        "count",
                        "How to count all items: exactly up to a limit and estimated above it (`auto`), always exactly, always"
                                + " estimated, or not at all.")
                .schema(Schemas.constants(Stream.of(CountMode.values())
                                .map(CountMode::toString)
                                .toList())
                        .defaultValue(CountMode.DEFAULT.toString()))
                .example(CountMode.EXACT.toString());
    }

    private static Parameter filter(Declaration declaration, Field field, Operator operator) {
        var name = operator == Operator.EQ ? field.name() : "%s[%s]".formatted(field.name(), operator);
        var example = Schemas.example(declaration, field);
        return query(name, "Only items whose `%s` %s.".formatted(field.name(), condition(operator)))
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
            case EQ -> "equals this value";
            case NE -> "differs from this value or is null";
            case LT -> "is less than this value";
            case LTE -> "is at most this value";
            case GT -> "is greater than this value";
            case GTE -> "is at least this value";
            case IN -> "equals one of these values, separated by commas";
            case NULL -> "is null (`true`) or is not null (`false`)";
            case PREFIX -> "starts with this text";
        };
    }

    static Parameter query(String name, String description) {
        return OASFactory.createParameter().name(name).in(Parameter.In.QUERY).description(description);
    }
}
