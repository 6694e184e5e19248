package dev.quire.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quire.catalogue.Catalogue;
import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.PagedCollection;
import dev.quire.pagination.Field;
import dev.quire.pagination.Operator;
import dev.quire.pagination.Sort;
import io.quarkus.arc.Arc;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// A collection under test. The expected rows come from the table behind it, queried directly.
abstract class Subject {

    final String path;
    final String resource;
    final String rows;

    /// @param path the path of the collection, with its parent's id filled in
    /// @param resource the path as the catalogue has it
    /// @param rows the SQL after `from` that selects the collection's rows
    Subject(String path, String resource, String rows) {
        this.path = path;
        this.resource = resource;
        this.rows = rows;
    }

    Declaration declaration() {
        return collection().declaration();
    }

    PagedCollection collection() {
        return catalogue().collections().stream()
                .filter(collection -> resource.equals(collection.declaration().path()))
                .findFirst()
                .orElseThrow();
    }

    /// Where the collection of this name is.
    static String path(String collection) {
        return catalogue().named(collection).orElseThrow().declaration().path();
    }

    private static Catalogue catalogue() {
        return Arc.container().instance(Catalogue.class).get();
    }

    long total() {
        return Database.number("select count(*) from " + rows);
    }

    Answer get(String query) {
        return Answer.get(query.isEmpty() ? path : path + "?" + query);
    }

    static String encode(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }

    String orderBy(Sort sort) {
        return Database.orderBy(declaration().total(sort));
    }

    List<Long> expected(Sort sort, long offset, int limit) {
        return Database.longs("select id from %s%s offset %d limit %d".formatted(rows, orderBy(sort), offset, limit));
    }

    Stream<Sort> sorts() {
        return declaration().sortNames().stream().map(Sort::parse);
    }

    /// Values of the field as text: the smallest, the middle and the largest.
    List<String> samples(Field field) {
        var text = field.type() == java.time.Instant.class
                ? "to_char(%1$s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                : "%1$s::text";
        return Database.values(("select " + text + " from (select %1$s, row_number() over (order by %1$s) n, "
                                + "count(*) over () c from %2$s%3$s %1$s is not null) t where n in (1, c / 2, c)")
                        .formatted(field.name(), rows, rows.contains(" where ") ? " and" : " where"))
                .stream()
                .map(Object::toString)
                .toList();
    }

    /// A sample as a client writes it as the value of a filter with this operator.
    static String operand(String value, Operator operator) {
        return switch (operator) {
            case NULL -> "true";
            case IN -> "\"" + value.replace("\"", "\"\"") + "\"";
            case PREFIX ->
                value.substring(0, value.offsetByCodePoints(0, Math.min(3, value.codePointCount(0, value.length()))));
            default -> value;
        };
    }

    /// The SQL condition that is equivalent to a filter.
    static String condition(Field field, Operator operator, String value) {
        var literal = "'" + value.replace("'", "''") + "'";
        return field.name()
                + switch (operator) {
                    case EQ, IN -> " = " + literal;
                    case NE -> " is distinct from " + literal;
                    case LT -> " < " + literal;
                    case LTE -> " <= " + literal;
                    case GT -> " > " + literal;
                    case GTE -> " >= " + literal;
                    case NULL -> " is null";
                    case PREFIX ->
                        " is not null and starts_with(%s, '%s')"
                                .formatted(
                                        field.name(), operand(value, operator).replace("'", "''"));
                };
    }

    /// Expects status 400 with this problem code and this parameter in `errors`.
    Answer assertRefused(String code, String parameter, String query) {
        var answer = get(query);
        assertEquals(400, answer.status(), query);
        assertEquals("application/problem+json", answer.response().contentType(), query);
        assertEquals(code, answer.code(), query);
        assertEquals(400, answer.json().get("status").asInt());
        assertEquals(path, answer.json().get("instance").asText());
        assertEquals(parameter, answer.json().at("/errors/0/parameter").asText(), query + " → " + answer.json());
        return answer;
    }
}
