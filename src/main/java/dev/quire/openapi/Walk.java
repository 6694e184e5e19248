package dev.quire.openapi;

import dev.quire.catalogue.Declaration;
import dev.quire.pagination.Mode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.links.Link;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// Describes how to read a list from page to page: as text, as OpenAPI links, and as the extensions from which
/// Speakeasy and Fern generate clients that page by themselves.
final class Walk {

    private Walk() {}

    static String description(Declaration declaration) {
        var start = declaration.mode() == Mode.CURSOR ? "" : "repeat it with `cursor` set to its `meta.next_cursor`, ";
        return """
                To read the whole collection, send a request with `per_page=100&count=none`, %sthen follow the `next` link \
                in the `Link` header of each response until there is none. After 429 and 503, wait as long as `Retry-After` \
                says and repeat the request; any other status but 200 means that the walk is incomplete. Rows that are \
                inserted or deleted meanwhile neither shift nor repeat other items.""".formatted(start);
    }

    static void links(APIResponse page, String operationId, Declaration declaration) {
        page.addLink("next", link(operationId, declaration, "next", "The next page"))
                .addLink("prev", link(operationId, declaration, "prev", "The previous page"));
    }

    private static Link link(String operationId, Declaration declaration, String relation, String description) {
        var link = OASFactory.createLink()
                .operationId(operationId)
                .description(description + ", with the same sort, filters, fields and embedded items.")
                .addParameter("cursor", "$response.body#/meta/%s_cursor".formatted(relation));
        var scope = declaration.scope();
        if (scope != null) {
            link.addParameter(
                    scope.field().name(), "$request.path." + scope.field().name());
        }
        Parameters.list(declaration).stream()
                .map(parameter -> parameter.getName())
                .filter(name -> !Parameters.POSITIONS.contains(name))
                .forEach(name -> link.addParameter(name, "$request.query." + name));
        return link;
    }

    /// Adds the extensions, as [Speakeasy](https://www.speakeasy.com/docs/customize-sdks/pagination) and
    /// [Fern](https://buildwithfern.com/learn/api-definitions/openapi/extensions/pagination) document them. They do
    /// not name a page size, because Speakeasy's clients would take a shorter page for the last one.
    static void extensions(Operation list) {
        list.addExtension(
                "x-speakeasy-pagination",
                ordered(
                        "type",
                        "cursor",
                        "inputs",
                        List.of(ordered("name", "cursor", "in", "parameters", "type", "cursor")),
                        "outputs",
                        ordered("results", "$.data", "nextCursor", "$.meta.next_cursor")));
        list.addExtension(
                "x-fern-pagination",
                ordered(
                        "cursor",
                        "$request.cursor",
                        "next_cursor",
                        "$response.meta.next_cursor",
                        "results",
                        "$response.data"));
    }

    /// A map that keeps its order, so that the document is always the same.
    static Map<String, Object> ordered(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
