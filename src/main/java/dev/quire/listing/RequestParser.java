package dev.quire.listing;

import static dev.quire.listing.ListParameters.CURSOR;
import static dev.quire.listing.ListParameters.LIMIT;
import static dev.quire.listing.ListParameters.OFFSET;
import static dev.quire.listing.ListParameters.PAGE;
import static dev.quire.listing.ListParameters.PER_PAGE;

import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.Relation;
import dev.quire.cursor.CursorCodec;
import dev.quire.http.QueryString;
import dev.quire.pagination.Cursor;
import dev.quire.pagination.Filter;
import dev.quire.pagination.Mode;
import dev.quire.pagination.PageRequest;
import dev.quire.problem.ProblemType;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Parses the parameters of a request for a list or an item and validates them against a declaration. All errors are
/// reported in one problem. An instance parses one request.
final class RequestParser {

    private static final Set<String> OTHER_MODES_THAN_OFFSET = Set.of(PAGE, PER_PAGE, CURSOR);
    private static final Set<String> OFFSET_MODE = Set.of(OFFSET, LIMIT);
    private static final Set<String> OF_AN_ITEM = Set.of(CollectionParameters.FIELDS, EmbedParameter.EMBED);
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private final Declaration declaration;
    private final QueryString query;
    private final CollectionParameters parameters;
    private final Faults faults;

    RequestParser(Declaration declaration, QueryString query) {
        this.declaration = declaration;
        this.query = query;
        this.parameters = new CollectionParameters(declaration, query);
        this.faults = parameters.faults();
    }

    /// Parses the parameters of a list.
    ///
    /// @param scope the filters that follow from the path
    /// @throws ProblemException if a parameter is invalid
    ListRequest list(CursorCodec codec, List<Filter> scope) {
        var place = place();
        var sort = parameters.sort();
        var fields = parameters.fields();
        var relations = relations();
        var count = new CountParameter(faults).read(query);
        var filters = parameters.filters(ListParameters.NAMES, scope);
        if (query.value(CURSOR).isPresent()) {
            var opened = parameters.cursor(codec, sort, filters);
            place = new PageRequest.ByCursor(opened == null ? Cursor.START : opened.cursor(), place.size());
        }
        faults.throwIfAny();
        return new ListRequest(place, sort, fields, relations, filters, count);
    }

    /// Parses the parameters of an item.
    ///
    /// @throws ProblemException if a parameter is invalid
    ItemRequest item() {
        parameters.rejectAllExcept(OF_AN_ITEM);
        var request = new ItemRequest(
                parameters.fields(), relations(), parameters.section().stream().toList());
        faults.throwIfAny();
        return request;
    }

    private PageRequest place() {
        var offsetMode = parameters.present(OFFSET_MODE);
        if (!offsetMode.isEmpty()) {
            parameters
                    .present(OTHER_MODES_THAN_OFFSET)
                    .forEach(name -> conflict(name, String.join(" and ", offsetMode)));
            return new PageRequest.ByOffset(number(OFFSET, 0, 0), size(LIMIT));
        }
        if (query.value(CURSOR).isPresent()) {
            parameters.present(Set.of(PAGE)).forEach(name -> conflict(name, CURSOR));
            return new PageRequest.ByCursor(Cursor.START, size(PER_PAGE));
        }
        return declaration.mode() == Mode.CURSOR && query.value(PAGE).isEmpty()
                ? new PageRequest.ByCursor(Cursor.START, size(PER_PAGE))
                : new PageRequest.ByPage(number(PAGE, 1, 1), size(PER_PAGE));
    }

    private void conflict(String name, String others) {
        faults.add(ProblemType.CONFLICTING_PARAMETERS, name, "cannot be combined with " + others);
    }

    private int size(String name) {
        return (int) Math.min(PageRequest.MAX_SIZE, number(name, 1, PageRequest.DEFAULT_SIZE));
    }

    /// Parses a number. Returns the default if it is absent or invalid. A page size may be arbitrarily large here,
    /// because [#size] limits it.
    private long number(String name, long min, long defaultValue) {
        var text = query.value(name);
        if (text.isEmpty()) {
            return defaultValue;
        }
        var number = DIGITS.matcher(text.get()).matches() ? saturated(text.get()) : -1;
        if (number < min) {
            faults.add(ProblemType.INVALID_PARAMETER, name, "must be an integer, %d or greater".formatted(min));
            return defaultValue;
        }
        if (number > PageRequest.MAX_POSITION && !name.equals(PER_PAGE) && !name.equals(LIMIT)) {
            faults.add(ProblemType.INVALID_PARAMETER, name, "must be at most " + PageRequest.MAX_POSITION);
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

    private List<Relation> relations() {
        return new EmbedParameter(declaration, faults).read(query);
    }
}
