package dev.quire.openapi;

import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.EditableCollection;
import dev.quire.pagination.Mode;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.links.Link;

/// The operations of a collection.
final class Operations {

    private Operations() {}

    static Operation list(String path, Declaration declaration) {
        var id = "list" + title(path);
        var page = Responses.page(path, declaration)
                .addLink("next", walk(id, declaration, "next", "The page that follows"))
                .addLink("prev", walk(id, declaration, "prev", "The page before"));
        var operation = operation(id, "List " + declaration.name(), declaration)
                .description(declaration.description()
                        + " By page (`page`, `per_page`), by window (`offset`, `limit`) or by cursor (`cursor`, `per_page`).\n\n"
                        + walk(declaration))
                .responses((declaration.scope() == null && declaration.section() == null
                                ? Responses.of(page, 400, 406, 410, 500, 503, 504)
                                : Responses.of(page, 400, 404, 406, 410, 500, 503, 504))
                        .addAPIResponse("304", Responses.pageNotModified()));
        pathParameters(declaration, operation);
        Parameters.list(declaration).forEach(operation::addParameter);
        return operation.addParameter(Parameters.ifNoneMatch());
    }

    /// How to read all of it.
    private static String walk(Declaration declaration) {
        var start = declaration.mode() == Mode.CURSOR ? "" : "repeat it with `cursor=` and its `meta.next_cursor`, ";
        return """
                To walk through all of them, ask with `per_page=100&count=none`, %sthen get what the `Link` header of \
                each answer names as `next`, as it stands, until it names none: rows that come and go meanwhile \
                neither shift nor repeat the others.""".formatted(start);
    }

    private static Link walk(String id, Declaration declaration, String relation, String description) {
        var link = OASFactory.createLink()
                .operationId(id)
                .description(description + ", with the sort, the filters and the shape of the request.")
                .addParameter("cursor", "$response.body#/meta/%s_cursor".formatted(relation));
        var scope = declaration.scope();
        return scope == null
                ? link
                : link.addParameter(
                        scope.field().name(), "$request.path." + scope.field().name());
    }

    static Operation item(String path, Declaration declaration) {
        var operation = operation("get" + title(path) + "Item", "Get one of the " + declaration.name(), declaration)
                .description("The bare item.")
                .responses(Responses.of(Responses.item(declaration, "The item."), 400, 404, 406, 500, 503, 504)
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
                .description("All of it or nothing. With an `Idempotency-Key`, once however often it is sent.")
                .addParameter(Parameters.idempotencyKey())
                .requestBody(DraftSchemas.whole(collection))
                .responses(
                        Responses.of(201, Responses.newItem(declaration), 400, 406, 409, 413, 415, 422, 500, 503, 504));
    }

    static Operation change(String path, EditableCollection collection) {
        return update("change", path, collection)
                .summary("Change one of the " + collection.declaration().name())
                .description("A merge patch (RFC 7396): what is not named stays, null clears.")
                .requestBody(DraftSchemas.part(collection));
    }

    static Operation replace(String path, EditableCollection collection) {
        return update("replace", path, collection)
                .summary("Replace one of the " + collection.declaration().name())
                .description("What is left out is cleared. Makes no item: the keys are the service's.")
                .requestBody(DraftSchemas.whole(collection));
    }

    private static Operation update(String name, String path, EditableCollection collection) {
        var declaration = collection.declaration();
        return operation(name + title(path) + "Item", "", declaration)
                .addParameter(Parameters.path(declaration, "id", declaration.key()))
                .addParameter(Parameters.ifMatch())
                .addParameter(Parameters.idempotencyKey())
                .responses(Responses.of(
                        Responses.item(declaration, "The item as it is now."),
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
                .description("Not while other items refer to it.")
                .addParameter(Parameters.path(declaration, "id", declaration.key()))
                .addParameter(Parameters.ifMatch())
                .addParameter(Parameters.idempotencyKey())
                .responses(Responses.of(
                        204, Responses.nothing("It is gone."), 400, 404, 406, 409, 412, 422, 500, 503, 504));
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

    /// `/api/users/{user_id}/orders` is `UsersOrders`.
    static String title(String path) {
        return Stream.of(path.split("/", -1))
                .skip(2)
                .filter(part -> !part.startsWith("{"))
                .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                .collect(Collectors.joining());
    }
}
