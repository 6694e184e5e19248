package dev.quire.openapi;

import dev.quire.catalogue.Catalogue;
import dev.quire.catalogue.EditableCollection;
import dev.quire.catalogue.PagedCollection;
import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/// Adds the operations of every registered collection to the OpenAPI document at startup, with their parameters,
/// request bodies, responses and errors.
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public final class CollectionFilter implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var paths = OASFactory.createPaths();
        var components = OASFactory.createComponents();
        Schemas.shared(components);
        Responses.shared(components);
        var catalogue = Arc.container().instance(Catalogue.class).get();
        for (var collection : topLevelFirst(catalogue)) {
            var declaration = collection.declaration();
            var path = declaration.path();
            Schemas.of(declaration, catalogue, components);
            var list = OASFactory.createPathItem().GET(Operations.list(path, declaration));
            var item = OASFactory.createPathItem().GET(Operations.item(path, declaration));
            if (collection instanceof EditableCollection editable) {
                DraftSchemas.of(editable, components);
                list.POST(Operations.create(path, editable));
                item.PATCH(Operations.change(path, editable))
                        .PUT(Operations.replace(path, editable))
                        .DELETE(Operations.delete(path, editable));
            }
            var export = OASFactory.createPathItem().GET(ExportOperation.operation(path, declaration));
            // Concrete paths come before templated ones.
            paths.addPathItem(path, list).addPathItem(path + "/export", export).addPathItem(path + "/{id}", item);
            if (declaration.scope() == null) {
                api.addTag(OASFactory.createTag().name(declaration.name()).description(declaration.description()));
            }
        }
        api.paths(paths).components(components);
    }

    private static List<PagedCollection> topLevelFirst(Catalogue catalogue) {
        return catalogue.collections().stream()
                .sorted(Comparator.comparing(
                        collection -> collection.declaration().scope() != null))
                .toList();
    }
}
