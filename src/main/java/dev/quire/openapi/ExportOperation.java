package dev.quire.openapi;

import static java.util.stream.Collectors.joining;

import dev.quire.catalogue.Declaration;
import dev.quire.export.Format;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// The operation that sends all of a collection.
final class ExportOperation {

    private static final String DESCRIPTION = """
            As many items as there are, as fast as they are taken; rows that come and go meanwhile neither shift nor \
            repeat the others. In NDJSON a line is an item, but for the marks: `{"_checkpoint":{"cursor":…,"count":…,\
            "sha256":…}}` now and then, `{"_end":{…}}` as the last one. An answer without its end is cut off: keep it up \
            to its last checkpoint, ask again with that `cursor`, and append the answer. `count` is that of all items \
            so far; `sha256` is the digest of the one at the mark before, as text, nothing at the start, and all lines \
            since, with their line feeds. CSV and JSON are whole if the answer ends as HTTP has it; they and marks=none \
            tell the same, of all octets of the answer, in the trailers `Export-Count`, `Export-SHA256` and \
            `Export-Cursor` to those who send `TE: trailers`.""";

    private ExportOperation() {}

    static Operation operation(String path, Declaration declaration) {
        var name = declaration.name();
        var operation = Operations.operation("export" + Operations.title(path), "Export " + name, declaration)
                .description("All " + name + " at once. " + DESCRIPTION)
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
                constants("format", "What it looks like; without it, the header `Accept` decides.", formats(), "csv"),
                constants("marks", "Whether lines of NDJSON have marks between them.", List.of("all", "none"), "none"),
                Parameters.cursor()
                        .description(
                                "Where to continue: the `cursor` of a checkpoint, beside the same sort and filters;"
                                        + " a list's `meta.next_cursor` serves as well."),
                Parameters.sort(declaration),
                Parameters.fields(declaration));
    }

    private static List<String> formats() {
        return Stream.of(Format.values()).map(Format::toString).toList();
    }

    private static Parameter constants(String name, String description, List<String> values, String example) {
        return Parameters.query(name, description)
                .schema(Schemas.constants(values).defaultValue(values.getFirst()))
                .example(example);
    }

    private static APIResponse answer(Declaration declaration) {
        var example = Schemas.example(declaration);
        var header = declaration.fields().stream().map(field -> field.name()).collect(joining(",", "", "\r\n"));
        var content = OASFactory.createContent()
                .addMediaType(
                        Format.NDJSON_TYPE, type(Schemas.text(), "{\"_end\":{\"count\":0,\"sha256\":\"e3b0…\"}}\n"))
                .addMediaType(Format.CSV_TYPE, type(Schemas.text(), header))
                .addMediaType(
                        Format.JSON_TYPE,
                        type(Schemas.array(Schemas.reference(Schemas.itemName(declaration))), List.of(example)));
        return Responses.nothing("All " + declaration.name() + ".").content(content);
    }

    private static MediaType type(Schema schema, Object example) {
        return OASFactory.createMediaType().schema(schema).example(example);
    }
}
