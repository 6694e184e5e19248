package dev.quire.listing;

import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.Relation;
import dev.quire.http.QueryString;
import dev.quire.problem.ProblemType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/// Parses the parameter `embed`: the names of the relations to embed, separated by commas and without duplicates.
final class EmbedParameter {

    static final String EMBED = "embed";

    private final Declaration declaration;
    private final Faults faults;

    EmbedParameter(Declaration declaration, Faults faults) {
        this.declaration = declaration;
        this.faults = faults;
    }

    List<Relation> read(QueryString query) {
        var relations = new LinkedHashSet<Relation>();
        for (var name : query.value(EMBED).map(text -> text.split(",", -1)).orElse(new String[0])) {
            var relation = declaration.relation(name);
            if (relation.isEmpty()) {
                refuse("does not accept '%s'; %s".formatted(name, served()));
            } else if (!relations.add(relation.get())) {
                refuse("must not contain '%s' more than once".formatted(name));
            }
        }
        return List.copyOf(relations);
    }

    private void refuse(String detail) {
        faults.add(ProblemType.INVALID_PARAMETER, EMBED, detail);
    }

    private String served() {
        var names = declaration.relations().stream().map(Relation::name).collect(Collectors.joining(", "));
        return names.isEmpty() ? "this collection has no relations" : "available relations: " + names;
    }
}
