package dev.quire.cursor;

import static dev.quire.cursor.CursorException.Reason.INVALID;
import static dev.quire.cursor.CursorException.Reason.MISMATCH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.Thorough;
import dev.quire.catalogue.Declaration;
import dev.quire.catalogue.PagedCollection;
import dev.quire.entity.PanacheSource;
import dev.quire.pagination.CountMode;
import dev.quire.pagination.Cursor;
import dev.quire.pagination.Filter;
import dev.quire.pagination.PageQuery;
import dev.quire.pagination.PageRequest;
import dev.quire.pagination.Sort;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Mutants of the cursors of every collection, in every sort, both ways, with a filter and without: 100,000 in every
/// build, a million in a thorough one.
@QuarkusTest
class CursorFuzzTest {

    private static final int MUTANTS = Thorough.or(100_000, 1_000_000);
    private static final CursorKey KEY = CursorKey.parse(CursorKey.generate());
    private static final CursorKey FOREIGN = CursorKey.parse(CursorKey.generate());
    private static final CursorCodec CODEC = codec(KEY);

    /// A list and one of its places.
    private record Place(Cursor cursor, Declaration declaration, Sort sort, List<Filter> filters) {

        String sealed(CursorCodec codec) {
            return codec.encode(cursor, declaration.cursorBinding(sort, filters))
                    .orElseThrow();
        }

        Cursor open(CursorCodec codec, String text) {
            return codec.decode(text, declaration.cursorBinding(sort, filters));
        }

        boolean sameList(Place other) {
            return sameCollection(other)
                    && sort.equals(other.sort)
                    && Set.copyOf(filters).equals(Set.copyOf(other.filters));
        }

        boolean sameCollection(Place other) {
            return declaration.name().equals(other.declaration.name());
        }
    }

    /// What opens a mutant at a place, perhaps, or ends in a [CursorException].
    @FunctionalInterface
    private interface Opener {
        void open(String mutant, Place place);
    }

    @Inject
    @All
    List<PagedCollection> collections;

    private List<Place> places;
    private List<String> cursors;

    private static CursorCodec codec(CursorKey... keys) {
        return new CursorCodec(() -> List.of(keys), Duration.ofDays(7), Clock.systemUTC());
    }

    @BeforeEach
    void collectCursors() {
        places = collections.stream()
                .filter(collection -> collection.source() instanceof PanacheSource) // The others may be empty.
                .flatMap(CursorFuzzTest::places)
                .toList();
        cursors = places.stream().map(place -> place.sealed(CODEC)).toList();
    }

    private static Stream<Place> places(PagedCollection collection) {
        return collection.declaration().sortNames().stream().flatMap(name -> {
            var declaration = collection.declaration();
            var sort = declaration.total(Sort.parse(name));
            var page = QuarkusTransaction.requiringNew()
                    .call(() -> collection.source().page(query(declaration, sort)));
            var filters = List.of(
                    Filter.equal(declaration.key(), page.items().getFirst().get("id")));
            return Stream.of(page.next().orElseThrow(), page.prev().orElseThrow())
                    .flatMap(cursor -> Stream.of(
                            new Place(cursor, declaration, sort, List.of()),
                            new Place(cursor, declaration, sort, filters)));
        });
    }

    private static PageQuery query(Declaration declaration, Sort sort) {
        return new PageQuery(
                declaration.fields(),
                List.of(),
                sort,
                declaration.fields(sort),
                new PageRequest.ByOffset(4, 1),
                CountMode.NONE);
    }

    @Test
    void noMutantIsAccepted() {
        fuzz((mutant, place) -> place.open(CODEC, mutant));
    }

    /// Whatever the opener lets through ends in an error that shows it.
    private void fuzz(Opener opener) {
        var foreign = places.stream().map(place -> place.sealed(codec(FOREIGN))).toList();
        var mutants = new CursorMutants(cursors, foreign, 42);
        for (int made = 0; made < MUTANTS; made++) {
            var place = places.get(made % places.size());
            var mutant = mutants.next(cursors.get(made % places.size()));
            var refused = assertThrows(
                    CursorException.class, () -> opener.open(mutant, place), () -> "accepted '%s'".formatted(mutant));
            assertEquals(INVALID, refused.reason(), mutant);
        }
    }

    @Test
    void theFuzzFindsEveryPlantedWeakness() {
        assertFound("padding", (mutant, place) -> place.open(CODEC, mutant.replaceFirst("=+$", "")));
        assertFound("white space", (mutant, place) -> place.open(CODEC, mutant.strip()));
        assertFound("a second decoding", (mutant, place) -> place.open(CODEC, decoded(mutant)));
        assertFound("NUL", (mutant, place) -> place.open(CODEC, mutant.replace("\0", "")));
        assertFound("a foreign key", (mutant, place) -> place.open(codec(KEY, FOREIGN), mutant));
        assertFound("no end", (mutant, place) -> place.open(CODEC, cutToSize(mutant, place)));
        assertFound("a short tag", (mutant, place) -> place.open(CODEC, mended(mutant, place)));
    }

    private void assertFound(String weakness, Opener opener) {
        assertThrows(AssertionError.class, () -> fuzz(opener), weakness);
    }

    private static String decoded(String mutant) {
        return mutant.matches("(%[0-9A-F]{2})+") ? URLDecoder.decode(mutant, StandardCharsets.UTF_8) : mutant;
    }

    private static String cutToSize(String mutant, Place place) {
        return mutant.substring(0, Math.min(mutant.length(), place.sealed(CODEC).length()));
    }

    /// Forgives any last two characters.
    private static String mended(String mutant, Place place) {
        var cursor = place.sealed(CODEC);
        return mutant.length() == cursor.length() && mutant.startsWith(cursor.substring(0, cursor.length() - 2))
                ? cursor
                : mutant;
    }

    @Test
    void everyCursorIsAcceptedByItsOwnListAndNoOther() {
        var asked = 0;
        for (var place : places) {
            var text = place.sealed(CODEC);
            for (var other : places) {
                if (place.sameList(other)) {
                    assertEquals(place.cursor(), other.open(CODEC, text));
                } else {
                    var refused = assertThrows(CursorException.class, () -> other.open(CODEC, text));
                    assertEquals(place.sameCollection(other) ? MISMATCH : INVALID, refused.reason());
                }
                asked++;
            }
        }
        assertTrue(asked > 10_000, asked + " pairs");
    }
}
