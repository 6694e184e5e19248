package dev.quire.openapi;

import dev.quire.catalogue.Draft;
import dev.quire.catalogue.EditableCollection;
import dev.quire.catalogue.Octets;
import dev.quire.pagination.Field;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;

/// Builds the schemas of request bodies. Limits come from the validation constraints of the draft record.
/// Descriptions and examples come from annotations on its components; without one, examples come from the view
/// record.
final class DraftSchemas {

    private DraftSchemas() {}

    /// Adds the schemas of the draft (POST, PUT) and of the patch (PATCH).
    static void of(EditableCollection collection, Components components) {
        var name = Schemas.itemName(collection.declaration());
        components
                .addSchema(
                        name + "Draft",
                        object(collection, collection.draft(), true)
                                .description("The body of a request that creates or replaces one of the "
                                        + collection.declaration().name() + "."))
                .addSchema(
                        name + "Patch",
                        object(collection, collection.draft(), false)
                                .description("The body of a request that changes one of the "
                                        + collection.declaration().name() + "."));
    }

    static RequestBody whole(EditableCollection collection) {
        return body(collection, "Draft", example(collection, collection.draft()), "application/json");
    }

    static RequestBody part(EditableCollection collection) {
        var example = example(collection, collection.draft());
        var last = collection.draft().parts().getLast().field().name();
        return body(
                collection,
                "Patch",
                Map.of(last, example.get(last)),
                "application/merge-patch+json",
                "application/json");
    }

    private static RequestBody body(
            EditableCollection collection, String suffix, Map<String, Object> example, String... mediaTypes) {
        var content = OASFactory.createContent();
        for (var mediaType : mediaTypes) {
            content.addMediaType(
                    mediaType,
                    OASFactory.createMediaType()
                            .schema(Schemas.reference(Schemas.itemName(collection.declaration()) + suffix))
                            .example(example));
        }
        return OASFactory.createRequestBody().required(true).content(content);
    }

    private static Schema object(EditableCollection collection, Draft draft, boolean whole) {
        var required = draft.parts().stream()
                .map(Draft.Part::field)
                .filter(field -> whole && !field.nullable())
                .map(Field::name)
                .toArray(String[]::new);
        var schema = Schemas.object(required);
        for (int i = 0; i < draft.parts().size(); i++) {
            schema.addProperty(
                    draft.parts().get(i).field().name(),
                    property(collection, draft.parts().get(i), component(draft, i)));
        }
        return schema;
    }

    private static Schema property(EditableCollection collection, Draft.Part part, RecordComponent component) {
        var field = part.field();
        var lines = part.lines();
        var schema = lines == null ? Schemas.value(field) : Schemas.array(object(collection, lines, true));
        for (var constraint : component.getAccessor().getAnnotations()) {
            limit(schema, constraint);
        }
        example(collection, part, component).ifPresent(schema::addExample);
        Schemas.orNull(schema, field);
        Schemas.text(component.getAccessor()).ifPresent(schema::description);
        return schema;
    }

    private static void limit(Schema schema, Annotation constraint) {
        switch (constraint) {
            case Octets octets -> schema.maxLength(octets.max());
            case NotBlank _ -> schema.minLength(1).pattern("\\S");
            case Email _ -> schema.format("email");
            case Size size -> schema.minItems(size.min()).maxItems(size.max());
            case Min min -> schema.minimum(BigDecimal.valueOf(min.value()));
            case Max max -> schema.maximum(BigDecimal.valueOf(max.value()));
            case DecimalMin min -> schema.minimum(new BigDecimal(min.value()));
            // Also excludes NaN and the infinite values.
            case Digits digits ->
                schema.type(List.of(SchemaType.NUMBER))
                        .pattern(null)
                        .exclusiveMaximum(BigDecimal.TEN.pow(digits.integer()));
            default -> {}
        }
    }

    private static Map<String, Object> example(EditableCollection collection, Draft draft) {
        var example = new LinkedHashMap<String, Object>();
        for (int i = 0; i < draft.parts().size(); i++) {
            var part = draft.parts().get(i);
            example(collection, part, component(draft, i))
                    .ifPresent(value -> example.put(part.field().name(), value));
        }
        return example;
    }

    /// Empty if the component is annotated without an example, because it is best omitted.
    private static Optional<Object> example(EditableCollection collection, Draft.Part part, RecordComponent component) {
        var lines = part.lines();
        if (lines != null) {
            return Optional.of(List.of(example(collection, lines)));
        }
        var about = Schemas.about(component.getAccessor());
        if (about.isPresent()) {
            return about.get().examples().length == 0
                    ? Optional.empty()
                    : Optional.of(Schemas.example(part.field(), Optional.of(component.getAccessor())));
        }
        var declaration = collection.declaration();
        return declaration.field(part.field().name()).map(shown -> Schemas.example(declaration, shown));
    }

    private static RecordComponent component(Draft draft, int index) {
        return draft.type().getRecordComponents()[index];
    }
}
