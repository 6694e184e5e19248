package dev.quire.listing;

import static java.util.stream.Collectors.joining;

import dev.quire.catalogue.Declaration;
import dev.quire.cursor.CursorCodec;
import dev.quire.http.QueryString;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.InvalidValueException;
import dev.quire.pagination.Operator;
import dev.quire.pagination.Sort;
import dev.quire.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The parameters that lists, items and exports share, read against a declaration. What is wrong is collected in
/// [#faults()] and a default value takes its place, so that one answer can name every fault.
public final class CollectionParameters {

    public static final String SORT = "sort";
    public static final String FIELDS = "fields";
    public static final String CURSOR = CursorParameter.CURSOR;

    private static final Pattern FILTER = Pattern.compile("([^\\[\\]]+)(?:\\[([^\\[\\]]*)])?");

    private final Declaration declaration;
    private final QueryString query;
    private final Faults faults = new Faults();

    /// Reports the parameters that are given more than once.
    public CollectionParameters(Declaration declaration, QueryString query) {
        this.declaration = declaration;
        this.query = query;
        reportRepeated();
    }

    private void reportRepeated() {
        var seen = new HashSet<String>();
        var repeated = new LinkedHashSet<String>();
        for (var parameter : query.parameters()) {
            if (!seen.add(parameter.name())) {
                repeated.add(parameter.name());
            }
        }
        repeated.forEach(name -> faults.add(ProblemType.INVALID_PARAMETER, name, "is given more than once"));
    }

    public Faults faults() {
        return faults;
    }

    public Optional<String> value(String name) {
        return query.value(name);
    }

    /// The parameters of these names, in the order of the request.
    public List<String> present(Set<String> names) {
        return query.parameters().stream()
                .map(QueryString.Parameter::name)
                .filter(names::contains)
                .toList();
    }

    /// The requested order, or the default one.
    public Sort sort() {
        var text = query.value(SORT);
        if (text.isEmpty()) {
            return declaration.defaultSort();
        }
        try {
            var sort = Sort.parse(text.get());
            if (declaration.serves(sort)) {
                return sort;
            }
            unsupportedSort("'%s' is not served".formatted(sort));
        } catch (InvalidValueException e) {
            unsupportedSort(String.valueOf(e.getMessage()));
        }
        return declaration.defaultSort();
    }

    private void unsupportedSort(String detail) {
        faults.add(
                ProblemType.UNSUPPORTED_SORT,
                SORT,
                detail + "; one of these is: " + String.join(" · ", declaration.sortNames()));
    }

    /// The requested fields in the requested order, or all.
    public List<Field> fields() {
        var text = query.value(FIELDS);
        if (text.isEmpty()) {
            return declaration.fields();
        }
        var fields = new LinkedHashSet<Field>();
        var unknown = new LinkedHashSet<String>();
        for (var name : text.get().split(",", -1)) {
            declaration.field(name).ifPresentOrElse(fields::add, () -> unknown.add("'" + name + "'"));
        }
        if (!unknown.isEmpty()) {
            faults.add(
                    ProblemType.UNKNOWN_FIELD,
                    FIELDS,
                    "%s: no such field; these are: %s"
                            .formatted(String.join(", ", unknown), names(declaration.fields())));
        }
        return List.copyOf(fields);
    }

    /// Where to continue; null without a cursor, or if anything is wrong: a cursor is opened last, as its meaning
    /// depends on the sort and the filters.
    public CursorCodec.@Nullable Opened cursor(CursorCodec codec, Sort sort, List<Filter> filters) {
        return faults.isEmpty() ? new CursorParameter(declaration, faults).read(query, codec, sort, filters) : null;
    }

    /// The filters of the request: those of the client, that of the section and those of the path.
    ///
    /// @param others the names of the parameters that are no filters
    /// @param scope the filters that the path makes
    public List<Filter> filters(Set<String> others, List<Filter> scope) {
        var filters = filters(others);
        filters.addAll(scope);
        section().ifPresent(filters::add);
        return filters;
    }

    /// The filter that the section makes, if there are sections.
    Optional<Filter> section() {
        var section = declaration.section();
        if (section == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(section.filter(query.value(section.parameter())));
        } catch (InvalidValueException e) {
            faults.add(ProblemType.INVALID_PARAMETER, section.parameter(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /// Reports every parameter that is neither one of these nor that of the section.
    void refuseAllBut(Set<String> known) {
        query.parameters().stream()
                .map(QueryString.Parameter::name)
                .filter(name -> !known.contains(name) && !namesSection(name))
                .forEach(this::unknownParameter);
    }

    private boolean namesSection(String name) {
        return declaration.section() != null
                && declaration.section().parameter().equals(name);
    }

    /// Reads every other parameter as a filter.
    private List<Filter> filters(Set<String> others) {
        var filters = new ArrayList<Filter>();
        for (var parameter : query.parameters()) {
            if (!others.contains(parameter.name()) && !namesSection(parameter.name())) {
                filter(parameter).ifPresent(filters::add);
            }
        }
        return filters;
    }

    private Optional<Filter> filter(QueryString.Parameter parameter) {
        var syntax = FILTER.matcher(parameter.name());
        var field = syntax.matches() ? declaration.field(syntax.group(1)) : Optional.<Field>empty();
        if (field.isEmpty()) {
            unknownParameter(parameter.name());
            return Optional.empty();
        }
        var operator = syntax.group(2) == null ? Optional.of(Operator.EQ) : Operator.named(syntax.group(2));
        if (!declaration.filters().contains(field.get())) {
            unsupportedFilter(parameter, "is no filter; these are: " + names(declaration.filters()));
            return Optional.empty();
        }
        var operators = declaration.operators(field.get());
        if (operator.isEmpty() || !operators.contains(operator.get())) {
            unsupportedFilter(
                    parameter,
                    "takes one of these in brackets, or none for equality: "
                            + operators.stream()
                                    .filter(supported -> supported != Operator.EQ)
                                    .map(Operator::toString)
                                    .collect(joining(", ")));
            return Optional.empty();
        }
        return operand(parameter, field.get(), operator.get());
    }

    private Optional<Filter> operand(QueryString.Parameter parameter, Field field, Operator operator) {
        try {
            return Optional.of(Filter.parse(field, operator, parameter.value()));
        } catch (InvalidValueException e) {
            faults.add(ProblemType.INVALID_PARAMETER, parameter.name(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void unsupportedFilter(QueryString.Parameter parameter, String detail) {
        faults.add(ProblemType.UNSUPPORTED_FILTER, parameter.name(), detail);
    }

    private void unknownParameter(String name) {
        faults.add(ProblemType.UNKNOWN_PARAMETER, name, "is no parameter here; /q/openapi lists those there are");
    }

    private static String names(List<Field> fields) {
        return fields.stream().map(Field::name).collect(joining(", "));
    }
}
