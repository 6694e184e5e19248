package dev.quire.openapi;

import dev.quire.pagination.Declaration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;

/// The operations of a collection.
final class Operations {

    private Operations() {}

    static Operation list(String path, Declaration declaration) {
        var operation = operation("list" + title(path), "List " + declaration.name(), declaration)
                .description(
                        declaration.description()
                                + " By page (`page`, `per_page`), by window (`offset`, `limit`) or by cursor (`cursor`, `per_page`).")
                .responses(
                        declaration.scope() == null
                                ? Responses.of(Responses.page(path, declaration), 400, 406, 410, 500, 503)
                                : Responses.of(Responses.page(path, declaration), 400, 404, 406, 410, 500, 503));
        pathParameters(declaration, operation);
        Parameters.list(declaration).forEach(operation::addParameter);
        return operation;
    }

    static Operation item(String path, Declaration declaration) {
        var operation = operation("get" + title(path) + "Item", "Get one of the " + declaration.name(), declaration)
                .description("The bare item.")
                .responses(Responses.of(Responses.item(declaration), 400, 404, 406, 500, 503));
        pathParameters(declaration, operation);
        operation.addParameter(Parameters.path("id", declaration.key()));
        Parameters.shaping(declaration).forEach(operation::addParameter);
        return operation;
    }

    private static Operation operation(String id, String summary, Declaration declaration) {
        return OASFactory.createOperation().operationId(id).summary(summary).addTag(declaration.name());
    }

    private static void pathParameters(Declaration declaration, Operation operation) {
        var scope = declaration.scope();
        if (scope != null) {
            operation.addParameter(Parameters.path(scope.field().name(), scope.field()));
        }
    }

    /// `/api/users/{user_id}/orders` is `UsersOrders`.
    private static String title(String path) {
        return Stream.of(path.split("/", -1))
                .skip(2)
                .filter(part -> !part.startsWith("{"))
                .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
                .collect(Collectors.joining());
    }
}
