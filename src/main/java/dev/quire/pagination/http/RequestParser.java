package dev.quire.pagination.http;

import static java.util.stream.Collectors.joining;

import dev.quire.export.Progress;
import dev.quire.pagination.CursorCodec;
import dev.quire.pagination.Declaration;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.InvalidValueException;
import dev.quire.pagination.Mode;
import dev.quire.pagination.Operator;
import dev.quire.pagination.PageRequest;
import dev.quire.pagination.Relation;
import dev.quire.pagination.Sort;
import dev.quire.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the parameters of one request against a declaration, once: whatever they may not be ends in a 400 that names
/// every fault.
final class RequestParser {

    static final String PAGE = "page";
    static final String PER_PAGE = "per_page";
    static final String OFFSET = "offset";
    static final String LIMIT = "limit";
    static final String CURSOR = CursorParameter.CURSOR;
    static final String SORT = "sort";
    static final String FIELDS = "fields";
    static final String COUNT = CountParameter.COUNT;

    private static final Set<String> OTHER_MODES_THAN_OFFSET = Set.of(PAGE, PER_PAGE, CURSOR);
    private static final Set<String> OFFSET_MODE = Set.of(OFFSET, LIMIT);
    private static final Set<String> OF_A_LIST =
            Set.of(PAGE, PER_PAGE, OFFSET, LIMIT, CURSOR, SORT, FIELDS, COUNT, EmbedParameter.EMBED);
    private static final Set<String> NOT_OF_AN_EXPORT =
            Set.of(PAGE, PER_PAGE, OFFSET, LIMIT, COUNT, EmbedParameter.EMBED);
    private static final Set<String> OF_AN_EXPORT = Stream.concat(
                    OF_A_LIST.stream(), Stream.of(ExportParameters.FORMAT, ExportParameters.MARKS))
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> OF_AN_ITEM = Set.of(FIELDS, EmbedParameter.EMBED);
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern FILTER = Pattern.compile("([^\\[\\]]+)(?:\\[([^\\[\\]]*)])?");

    private final Declaration declaration;
    private final QueryString query;
    private final Faults faults = new Faults();

    RequestParser(Declaration declaration, QueryString query) {
        this.declaration = declaration;
        this.query = query;
    }

    /// Everything a list may be asked for.
    ///
    /// @param scope the filters that the path makes
    ListRequest list(CursorCodec codec, List<Filter> scope) {
        refuseRepeated();
        var place = place();
        var sort = sort();
        var fields = fields();
        var relations = relations();
        var count = new CountParameter(faults).read(query);
        var filters = filters(OF_A_LIST);
        filters.addAll(scope);
        section().ifPresent(filters::add);
        if (faults.isEmpty() && query.value(CURSOR).isPresent()) {
            var opened = cursor(codec, sort, filters);
            place = new PageRequest.ByCursor(opened == null ? null : opened.cursor(), place.size());
        }
        faults.throwIfAny();
        return new ListRequest(place, sort, fields, relations, filters, count);
    }

    /// Everything an export may be asked for.
    ExportRequest export(CursorCodec codec, List<Filter> scope) {
        refuseRepeated();
        var parameters = new ExportParameters(query, faults);
        parameters.refuse(NOT_OF_AN_EXPORT);
        var sort = sort();
        var fields = fields();
        var format = parameters.format();
        var marks = parameters.marks();
        var filters = filters(OF_AN_EXPORT);
        filters.addAll(scope);
        section().ifPresent(filters::add);
        var opened = faults.isEmpty() ? cursor(codec, sort, filters) : null;
        if (opened != null && opened.cursor().backwards()) {
            faults.add(ProblemType.INVALID_PARAMETER, CURSOR, "leads backwards: take a next_cursor, and another sort");
        }
        faults.throwIfAny();
        return new ExportRequest(
                sort,
                fields,
                filters,
                opened == null ? null : opened.cursor().keyset(),
                opened == null ? Progress.START : Progress.of(opened.carried()),
                format,
                marks);
    }

    private CursorCodec.@Nullable Opened cursor(CursorCodec codec, Sort sort, List<Filter> filters) {
        return new CursorParameter(declaration, faults).read(query, codec, sort, filters);
    }

    /// Everything an item may be asked for.
    ItemRequest item() {
        refuseRepeated();
        query.parameters().stream()
                .map(QueryString.Parameter::name)
                .filter(name -> !OF_AN_ITEM.contains(name) && !namesSection(name))
                .forEach(this::unknownParameter);
        var request = new ItemRequest(fields(), relations(), section().stream().toList());
        faults.throwIfAny();
        return request;
    }

    /// The filter that the section makes, if there are sections.
    private Optional<Filter> section() {
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

    private boolean namesSection(String name) {
        return declaration.section() != null
                && declaration.section().parameter().equals(name);
    }

    private void refuseRepeated() {
        var seen = new HashSet<String>();
        var repeated = new LinkedHashSet<String>();
        for (var parameter : query.parameters()) {
            if (!seen.add(parameter.name())) {
                repeated.add(parameter.name());
            }
        }
        repeated.forEach(name -> faults.add(ProblemType.INVALID_PARAMETER, name, "is given more than once"));
    }

    private PageRequest place() {
        var offsetMode = present(OFFSET_MODE);
        if (!offsetMode.isEmpty()) {
            present(OTHER_MODES_THAN_OFFSET).forEach(name -> conflict(name, String.join(" and ", offsetMode)));
            return new PageRequest.ByOffset(number(OFFSET, 0, 0), size(LIMIT));
        }
        if (query.value(CURSOR).isPresent()) {
            present(Set.of(PAGE)).forEach(name -> conflict(name, CURSOR));
            return new PageRequest.ByCursor(null, size(PER_PAGE));
        }
        return declaration.mode() == Mode.CURSOR && query.value(PAGE).isEmpty()
                ? new PageRequest.ByCursor(null, size(PER_PAGE))
                : new PageRequest.ByPage(number(PAGE, 1, 1), size(PER_PAGE));
    }

    private void conflict(String name, String others) {
        faults.add(ProblemType.CONFLICTING_PARAMETERS, name, "belongs to another mode than " + others);
    }

    private List<String> present(Set<String> names) {
        return query.parameters().stream()
                .map(QueryString.Parameter::name)
                .filter(names::contains)
                .toList();
    }

    private int size(String name) {
        return (int) Math.min(PageRequest.MAX_SIZE, number(name, 1, PageRequest.DEFAULT_SIZE));
    }

    /// The number, or the default if it is absent or at fault. A size too large for the machine is still a size.
    private long number(String name, long min, long defaultValue) {
        var text = query.value(name);
        if (text.isEmpty()) {
            return defaultValue;
        }
        var number = DIGITS.matcher(text.get()).matches() ? saturated(text.get()) : -1;
        if (number < min) {
            faults.add(ProblemType.INVALID_PARAMETER, name, "takes a whole number from " + min);
            return defaultValue;
        }
        if (number > PageRequest.MAX_POSITION && !name.equals(PER_PAGE) && !name.equals(LIMIT)) {
            faults.add(ProblemType.INVALID_PARAMETER, name, "takes a number up to " + PageRequest.MAX_POSITION);
            return defaultValue;
        }
        return number;
    }

    private static long saturated(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private Sort sort() {
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

    private List<Field> fields() {
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

    private List<Relation> relations() {
        return new EmbedParameter(declaration, faults).read(query);
    }

    /// Reads every parameter that is none of the others as a filter.
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
