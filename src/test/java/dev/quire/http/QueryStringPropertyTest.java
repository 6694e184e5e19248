package dev.quire.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.pagination.InvalidValueException;
import dev.quire.pagination.Samples;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class QueryStringPropertyTest {

    private static final String MEANINGFUL = "&=%+,:;#?[]\"/ \u0001\u007f\u0080\u00ff";

    @Property
    void whatIsPrintedIsReadBackAsTheSame(@ForAll("queries") QueryString query) {
        assertEquals(query, QueryString.parse(query.toString()));
    }

    @Property
    void whatIsPrintedHoldsNothingThatAClientCouldSplitAt(@ForAll("queries") QueryString query) {
        assertTrue(query.toString().matches("([A-Za-z0-9._~&=-]|%[0-9A-F]{2})*"), query::toString);
    }

    @Property
    void anyTextIsReadOrRefusedAsAnInvalidValue(@ForAll("raw") String raw) {
        QueryString query;
        try {
            query = QueryString.parse(raw);
        } catch (InvalidValueException refused) {
            return;
        }
        assertEquals(query, QueryString.parse(query.toString()));
    }

    @Property
    void aParameterThatIsSetIsReadBackAndTheOthersStay(@ForAll("queries") QueryString query, @ForAll long value) {
        var changed = query.with("page", value);
        assertEquals(Long.toString(value), changed.value("page").orElseThrow());
        assertEquals(others(query), others(changed));
    }

    @Property
    void aParameterThatIsSetKeepsItsPlace(@ForAll("queries") QueryString query, @ForAll long value) {
        var once = query.with("page", value);
        assertEquals(names(once), names(once.with("page", 7)));
    }

    private static List<QueryString.Parameter> others(QueryString query) {
        return query.parameters().stream()
                .filter(parameter -> !parameter.name().equals("page"))
                .toList();
    }

    private static List<String> names(QueryString query) {
        return query.parameters().stream().map(QueryString.Parameter::name).toList();
    }

    @Provide
    Arbitrary<QueryString> queries() {
        var names = Arbitraries.oneOf(Samples.texts(MEANINGFUL), Arbitraries.of("page", "per_page", "", "name[in]"));
        return Combinators.combine(names, Samples.texts(MEANINGFUL))
                .as(QueryString.Parameter::new)
                .list()
                .ofMaxSize(6)
                .map(QueryString::new);
    }

    @Provide
    Arbitrary<String> raw() {
        var pieces = Arbitraries.of("%", "%0", "%00", "%41", "%c3%a4", "%ff", "%ED%A0%80", "%g1", "+", "&", "=", "a");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(10).map(list -> String.join("", list)),
                Samples.texts(MEANINGFUL),
                Arbitraries.strings().all().ofMaxLength(20));
    }
}
