package dev.quire.listing;

import static java.util.stream.Collectors.joining;

import dev.quire.catalogue.Declaration;
import dev.quire.cursor.CursorCodec;
import dev.quire.http.QueryString;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.InvalidValueException;
import dev.quire.pagination.NumberForm;
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

/// Parses the parameters that lists, items and exports have in common, and validates them against a declaration.
///
/// Errors do not stop the parsing. They are collected in [#faults()] and the default value is used instead, so that one
/// response can report every error. Callers must check the faults before they use the values. For one request and one
/// thread.
public final class CollectionParameters {

    public static final String SORT = "sort";
    public static final String FIELDS = "fields";
    static final String NUMBERS = "numbers";
    public static final String CURSOR = CursorParameter.CURSOR;

    private static final Pattern FILTER = Pattern.compile("([^\\[\\]]+)(?:\\[([^\\[\\]]*)])?");

    private final Declaration declaration;
    private final QueryString query;
    private final Faults faults = new Faults();

    /// Reports parameters that are given more than once.
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
        repeated.forEach(name -> faults.add(ProblemType.INVALID_PARAMETER, name, "must not be given more than once"));
    }

    public Faults faults() {
        return faults;
    }

    public Optional<String> value(String name) {
        return query.value(name);
    }

    /// The given names that the request contains, in the order of the request.
    public List<String> present(Set<String> names) {
        return query.parameters().stream()
                .map(QueryString.Parameter::name)
                .filter(names::contains)
                .toList();
    }

    /// The requested sort, or the default one.
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
            unsupportedSort("'%s' is not supported".formatted(sort));
        } catch (InvalidValueException e) {
            unsupportedSort(String.valueOf(e.getMessage()));
        }
        return declaration.defaultSort();
    }

    private void unsupportedSort(String detail) {
        faults.add(
                ProblemType.UNSUPPORTED_SORT,
                SORT,
                detail + "; supported sorts: " + String.join(" · ", declaration.sortNames()));
    }

    /// The requested fields in the requested order, or all fields.
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
                    "does not accept %s; available fields: %s"
                            .formatted(String.join(", ", unknown), names(declaration.fields())));
        }
        return List.copyOf(fields);
    }

    /// The form of numbers in items.
    public NumberForm numbers() {
        return choice(NUMBERS, List.of(NumberForm.values()), "must be json or strings")
                .orElse(NumberForm.JSON);
    }

    /// The choice whose text is the value of the parameter; empty if it is absent or invalid.
    ///
    /// @param detail reported if the value is none of the choices
    public <T> Optional<T> choice(String name, List<T> choices, String detail) {
        var text = query.value(name);
        var chosen = choices.stream()
                .filter(choice -> text.isPresent() && choice.toString().equals(text.get()))
                .findFirst();
        if (text.isPresent() && chosen.isEmpty()) {
            faults.add(ProblemType.INVALID_PARAMETER, name, detail);
        }
        return chosen;
    }

    /// The decoded cursor; null if there is none, or if any parameter is invalid. Call this last: a cursor can only be
    /// decoded with the sort and the filters that it is bound to.
    public CursorCodec.@Nullable Opened cursor(CursorCodec codec, Sort sort, List<Filter> filters) {
        return faults.isEmpty() ? new CursorParameter(declaration, faults).read(query, codec, sort, filters) : null;
    }

    /// All filters of the request: those from the query, those from the path and that of the section.
    ///
    /// @param others the names of the parameters that are not filters
    /// @param scope the filters that follow from the path
    public List<Filter> filters(Set<String> others, List<Filter> scope) {
        var filters = filters(others);
        filters.addAll(scope);
        section().ifPresent(filters::add);
        return filters;
    }

    /// The filter that selects the requested section; empty if the collection has no sections.
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

    /// Reports every parameter as unknown that is neither one of these nor that of the section.
    void rejectAllExcept(Set<String> known) {
        query.parameters().stream()
                .map(QueryString.Parameter::name)
                .filter(name -> !known.contains(name) && !namesSection(name))
                .forEach(this::unknownParameter);
    }

    private boolean namesSection(String name) {
        return declaration.section() != null
                && declaration.section().parameter().equals(name);
    }

    /// Parses every parameter other than these as a filter.
    private List<Filter> filters(Set<String> others) {
        var filters = new ArrayList<Filter>();
        for (var parameter : query.parameters()) {
            if (!others.contains(parameter.name()) && !namesSection(parameter.name())) {
                filters.addAll(filter(parameter));
            }
        }
        return filters;
    }

    private List<Filter> filter(QueryString.Parameter parameter) {
        var syntax = FILTER.matcher(parameter.name());
        var field = syntax.matches() ? declaration.field(syntax.group(1)) : Optional.<Field>empty();
        if (field.isEmpty()) {
            unknownParameter(parameter.name());
            return List.of();
        }
        var operator = syntax.group(2) == null ? Optional.of(Operator.EQ) : Operator.named(syntax.group(2));
        if (!declaration.filters().contains(field.get())) {
            unsupportedFilter(
                    parameter, "cannot be used as a filter; available filters: " + names(declaration.filters()));
            return List.of();
        }
        var operators = declaration.operators(field.get());
        if (operator.isEmpty() || !operators.contains(operator.get())) {
            unsupportedFilter(
                    parameter,
                    "does not support this operator; use one of these in brackets, or no brackets for equality: "
                            + operators.stream()
                                    .filter(supported -> supported != Operator.EQ)
                                    .map(Operator::toString)
                                    .collect(joining(", ")));
            return List.of();
        }
        return operand(parameter, field.get(), operator.get());
    }

    private List<Filter> operand(QueryString.Parameter parameter, Field field, Operator operator) {
        try {
            return Filter.parse(field, operator, parameter.value());
        } catch (InvalidValueException e) {
            faults.add(ProblemType.INVALID_PARAMETER, parameter.name(), String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private void unsupportedFilter(QueryString.Parameter parameter, String detail) {
        faults.add(ProblemType.UNSUPPORTED_FILTER, parameter.name(), detail);
    }

    private void unknownParameter(String name) {
        faults.add(
                ProblemType.UNKNOWN_PARAMETER, name, "Unknown parameter; /q/openapi lists the parameters of this path");
    }

    private static String names(List<Field> fields) {
        return fields.stream().map(Field::name).collect(joining(", "));
    }
}
