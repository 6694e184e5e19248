package dev.quire.pagination;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/// Random values of the model for property tests, with a bias towards edge cases.
public final class Samples extends DomainContextBase {

    /// Few names, so that generated sorts often share fields.
    static final List<String> FIELDS = List.of("id", "name", "price", "created_at");

    @Provide
    Arbitrary<SortKey> sortKeys() {
        var names = Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.of(FIELDS)), Tuple.of(1, anyName()));
        return Combinators.combine(names, Arbitraries.of(Direction.class), Arbitraries.of(Nulls.class))
                .as(SortKey::new);
    }

    private static Arbitrary<String> anyName() {
        var tail = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars('_');
        return Combinators.combine(Arbitraries.chars().range('a', 'z'), tail.ofMaxLength(30))
                .as((first, rest) -> first + rest);
    }

    @Provide
    Arbitrary<Sort> sorts() {
        return sortKeys()
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .uniqueElements(SortKey::field)
                .map(Sort::new);
    }

    @Provide
    Arbitrary<PageRequest.Numbered> pageRequests() {
        var sizes = Arbitraries.integers().between(1, PageRequest.MAX_SIZE);
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.longs().between(1, PageRequest.MAX_POSITION), sizes)
                        .as(PageRequest.ByPage::new),
                Combinators.combine(Arbitraries.longs().between(0, PageRequest.MAX_POSITION), sizes)
                        .as(PageRequest.ByOffset::new));
    }

    @Provide
    Arbitrary<Count> counts() {
        var values = Arbitraries.oneOf(
                Arbitraries.longs().between(0, 300), Arbitraries.longs().greaterOrEqual(0));
        return Arbitraries.oneOf(
                values.map(Count.Exact::new),
                values.map(Count.AtLeast::new),
                values.map(value -> new Count.Estimated(value, Instant.EPOCH)),
                Arbitraries.just(new Count.Unknown()));
    }

    /// Texts of all Unicode scalar values except NUL.
    ///
    /// @param meaningful characters with a special meaning for the parser under test, which occur frequently
    public static Arbitrary<String> texts(String meaningful) {
        var anyone = Arbitraries.integers().between(1, Character.MAX_CODE_POINT).filter(Samples::isScalar);
        var frequent = Arbitraries.of(meaningful.codePoints().boxed().toList());
        return Arbitraries.oneOf(frequent, anyone, Arbitraries.integers().between(' ', '~'))
                .list()
                .ofMaxSize(40)
                .map(points -> points.stream().map(Character::toString).reduce("", String::concat));
    }

    private static boolean isScalar(int point) {
        return point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE;
    }
}
