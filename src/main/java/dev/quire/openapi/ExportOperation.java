package dev.quire.openapi;

import static java.util.stream.Collectors.joining;

import dev.quire.catalogue.Declaration;
import dev.quire.export.CsvDialect;
import dev.quire.export.Format;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// Describes the export operation of a collection.
final class ExportOperation {

    private static final String DESCRIPTION = """
            The response streams every matching item, as fast as the client reads it. Rows that are inserted or deleted \
            during the export neither shift nor repeat other items. In NDJSON each line is an item, except for marks: \
            `{"_checkpoint":{"cursor":…,"count":…,"sha256":…}}` at intervals, and `{"_end":{…}}` as the last line. A \
            response without `_end` is incomplete: keep it up to its last checkpoint, repeat the request with that \
            `cursor`, and append the new response. `count` is the number of items so far. `sha256` is the digest of the \
            `sha256` of the previous mark, as text (nothing at the start), followed by all lines since that mark, \
            including line feeds. In CSV, JSON, and NDJSON with `marks=none`, the response is complete if the HTTP message \
            ends normally (over HTTP/1.0: if the connection is not reset); the trailers `Export-Count`, `Export-SHA256` and \
            `Export-Cursor` then give the same values for the whole body, if the request has `TE: trailers`.""";

    private ExportOperation() {}

    static Operation operation(String path, Declaration declaration) {
        var name = declaration.name();
        var operation = Operations.operation("export" + Operations.title(path), "Export " + name, declaration)
                .description("Exports " + name + ". " + DESCRIPTION)
                .responses(
                        declaration.scope() == null && declaration.section() == null
                                ? Responses.of(answer(declaration), 400, 406, 410, 500, 503, 504)
                                : Responses.of(answer(declaration), 400, 404, 406, 410, 500, 503, 504));
        Operations.pathParameters(declaration, operation);
        Parameters.section(declaration).forEach(operation::addParameter);
        parameters(declaration).forEach(operation::addParameter);
        Parameters.filters(declaration).forEach(operation::addParameter);
        return operation;
    }

    private static List<Parameter> parameters(Declaration declaration) {
        return List.of(
                Parameters.query("format", "The format. By default, the header `Accept` determines it.")
                        .schema(Schemas.constants(formats()).addExample("csv")),
                Parameters.query("marks", "Whether NDJSON contains marks between the items.")
                        .schema(Schemas.constants(List.of("all", "none"))
                                .defaultValue("all")
                                .addExample("none")),
                Parameters.numbers(),
                option("delimiter", "The character between two values, by default a comma.")
                        .schema(delimiters().addExample(";")),
                option(
                                "formulas",
                                "Whether a text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return is prefixed with"
                                        + " `'`, so that spreadsheets do not run it (`escape`, the default), or written unchanged"
                                        + " (`keep`).")
                        .schema(Schemas.constants(List.of("escape", "keep")).addExample("keep")),
                option("bom", "Whether to begin with a byte order mark, by which Excel recognizes UTF-8.")
                        .schema(Schemas.type(SchemaType.BOOLEAN).addExample(true)),
                Parameters.cursor()
                        .description(
                                "Continues an export: the `cursor` of a checkpoint, with the same sort and filters. The"
                                        + " `meta.next_cursor` of a list is accepted as well."),
                Parameters.sort(declaration),
                Parameters.fields(declaration));
    }

    /// A parameter that is refused for other formats, so it has no default that a client might send.
    private static Parameter option(String name, String description) {
        return Parameters.query(name, description + " Only for CSV.");
    }

    private static Schema delimiters() {
        var schema = Schemas.constants(
                CsvDialect.DELIMITERS.stream().map(String::valueOf).toList());
        schema.addExtension("x-enum-varnames", List.of("COMMA", "SEMICOLON", "TAB", "PIPE"));
        return schema;
    }

    private static List<String> formats() {
        return Stream.of(Format.values()).map(Format::toString).toList();
    }

    private static APIResponse answer(Declaration declaration) {
        var example = Schemas.example(declaration);
        var header = declaration.fields().stream().map(field -> field.name()).collect(joining(",", "", "\r\n"));
        // JSON comes first, because generated clients ask for the first media type that contains "json".
        var content = OASFactory.createContent()
                .addMediaType(
                        Format.JSON_TYPE,
                        type(Schemas.array(Schemas.reference(Schemas.itemName(declaration))), List.of(example)))
                .addMediaType(
                        Format.NDJSON_TYPE, type(Schemas.text(), "{\"_end\":{\"count\":0,\"sha256\":\"e3b0…\"}}\n"))
                .addMediaType(Format.CSV_TYPE, type(Schemas.text(), header));
        return Responses.withStrings(
                Responses.nothing("All " + declaration.name() + ".").content(content),
                SchemaType.ARRAY,
                List.of(Schemas.exampleWithStrings(declaration)));
    }

    private static MediaType type(Schema schema, Object example) {
        return OASFactory.createMediaType().schema(schema).example(example);
    }
}
