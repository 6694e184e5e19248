package dev.quire.openapi;

import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.EditableCollection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/// Describes the operations of a collection, except the export.
final class Operations {

    private Operations() {}

    static Operation list(String path, Declaration declaration) {
        var id = "list" + title(path);
        var page = Responses.page(path, declaration);
        Walk.links(page, id, declaration);
        var operation = operation(id, "List " + declaration.name(), declaration)
                .description(declaration.description()
                        + " Paged by number (`page`, `per_page`), offset (`offset`, `limit`) or cursor (`cursor`, `per_page`).\n\n"
                        + Walk.description(declaration))
                .responses((declaration.scope() == null && declaration.section() == null
                                ? Responses.of(page, 400, 406, 410, 500, 503, 504)
                                : Responses.of(page, 400, 404, 406, 410, 500, 503, 504))
                        .addAPIResponse("304", Responses.pageNotModified()));
        Walk.extensions(operation);
        operation.addExtension("x-codeSamples", CodeSamples.walks(path));
        pathParameters(declaration, operation);
        Parameters.list(declaration).forEach(operation::addParameter);
        return operation.addParameter(Parameters.ifNoneMatch());
    }

    static Operation item(String path, Declaration declaration) {
        var operation = operation("get" + title(path) + "Item", "Get one of the " + declaration.name(), declaration)
                .description("Returns the item, without an envelope.")
                .responses(Responses.of(
                                Responses.withStrings(
                                        Responses.item(declaration, "The item."),
                                        SchemaType.OBJECT,
                                        Schemas.exampleWithStrings(declaration)),
                                400,
                                404,
                                406,
                                500,
                                503,
                                504)
                        .addAPIResponse("304", Responses.notModified()));
        pathParameters(declaration, operation);
        operation.addParameter(Parameters.path(declaration, "id", declaration.key()));
        Parameters.section(declaration).forEach(operation::addParameter);
        Parameters.shaping(declaration).forEach(operation::addParameter);
        return operation.addParameter(Parameters.ifNoneMatch());
    }

    static Operation create(String path, EditableCollection collection) {
        var declaration = collection.declaration();
        return operation("create" + title(path), "Add one of the " + declaration.name(), declaration)
                .description(
                        "The item is stored completely or not at all. Decimals and 64-bit integers may be sent as strings, too."
                                + " With an `Idempotency-Key`, repeating the request does not create another item.")
                .addParameter(Parameters.idempotencyKey())
                .requestBody(DraftSchemas.whole(collection))
                .responses(
                        Responses.of(201, Responses.newItem(declaration), 400, 406, 409, 413, 415, 422, 500, 503, 504));
    }

    static Operation change(String path, EditableCollection collection) {
        return update("change", path, collection)
                .summary("Change one of the " + collection.declaration().name())
                .description(
                        "The body is a merge patch (RFC 7396): omitted fields keep their values, null clears a field. Decimals and"
                                + " 64-bit integers may be sent as strings, too.")
                .requestBody(DraftSchemas.part(collection));
    }

    static Operation replace(String path, EditableCollection collection) {
        return update("replace", path, collection)
                .summary("Replace one of the " + collection.declaration().name())
                .description(
                        "Omitted fields are cleared. Decimals and 64-bit integers may be sent as strings, too. The item must"
                                + " exist; PUT does not create items, because the service assigns keys.")
                .requestBody(DraftSchemas.whole(collection));
    }

    private static Operation update(String name, String path, EditableCollection collection) {
        var declaration = collection.declaration();
        return operation(name + title(path) + "Item", "", declaration)
                .addParameter(Parameters.path(declaration, "id", declaration.key()))
                .addParameter(Parameters.ifMatch())
                .addParameter(Parameters.idempotencyKey())
                .responses(Responses.of(
                        Responses.item(declaration, "The updated item."),
                        400,
                        404,
                        406,
                        409,
                        412,
                        413,
                        415,
                        422,
                        500,
                        503,
                        504));
    }

    static Operation delete(String path, EditableCollection collection) {
        var declaration = collection.declaration();
        return operation("delete" + title(path) + "Item", "Delete one of the " + declaration.name(), declaration)
                .description("Refused with 409 while other items refer to the item.")
                .addParameter(Parameters.path(declaration, "id", declaration.key()))
                .addParameter(Parameters.ifMatch())
                .addParameter(Parameters.idempotencyKey())
                .responses(Responses.of(
                        204, Responses.nothing("The item was deleted."), 400, 404, 406, 409, 412, 422, 500, 503, 504));
    }

    static Operation operation(String id, String summary, Declaration declaration) {
        return OASFactory.createOperation().operationId(id).summary(summary).addTag(declaration.name());
    }

    static void pathParameters(Declaration declaration, Operation operation) {
        var scope = declaration.scope();
        if (scope != null) {
            operation.addParameter(Parameters.path(declaration, scope.field().name(), scope.field()));
        }
    }

    /// Returns the path as part of an operation id: `UsersOrders` for `/api/users/{user_id}/orders`.
    static String title(String path) {
        return Stream.of(path.split("/", -1))
                .skip(2)
                .filter(part -> !part.startsWith("{"))
                .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                .collect(Collectors.joining());
    }
}
