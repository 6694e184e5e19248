package dev.quire.openapi;

import dev.quire.editing.EditableCollection;
import dev.quire.pagination.PagedCollection;
import dev.quire.pagination.Registry;
import io.quarkus.arc.Arc;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.enterprise.inject.Any;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/// Describes every collection that is served: its list, its item, how they are written, parameters, answers
/// and errors.
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public final class CollectionFilter implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var paths = OASFactory.createPaths();
        var components = OASFactory.createComponents();
        Schemas.shared(components);
        Responses.shared(components);
        var collections = collections();
        var registry = new Registry(collections.values());
        collections.forEach((path, collection) -> {
            var declaration = collection.declaration();
            Schemas.of(declaration, registry, components);
            var list = OASFactory.createPathItem().GET(Operations.list(path, declaration));
            var item = OASFactory.createPathItem().GET(Operations.item(path, declaration));
            if (collection instanceof EditableCollection editable) {
                DraftSchemas.of(editable, components);
                list.POST(Operations.create(path, editable));
                item.PATCH(Operations.change(path, editable))
                        .PUT(Operations.replace(path, editable))
                        .DELETE(Operations.delete(path, editable));
            }
            var export = OASFactory.createPathItem().GET(Exports.operation(path, declaration));
            // What is named comes before what stands for any name.
            paths.addPathItem(path, list).addPathItem(path + "/export", export).addPathItem(path + "/{id}", item);
            if (declaration.scope() == null) {
                api.addTag(OASFactory.createTag().name(declaration.name()).description(declaration.description()));
            }
        });
        api.paths(paths).components(components);
    }

    /// Every collection by the path it is served at, the plain ones first.
    private static Map<String, PagedCollection> collections() {
        var collections = new TreeMap<String, PagedCollection>(
                Comparator.comparing((String path) -> path.contains("{")).thenComparing(path -> path));
        for (var handle : Arc.container().listAll(PagedCollection.class, Any.Literal.INSTANCE)) {
            var path = handle.getBean().getBeanClass().getAnnotation(Path.class);
            if (path != null) {
                collections.put(path.value(), handle.get());
            }
        }
        return collections;
    }
}
