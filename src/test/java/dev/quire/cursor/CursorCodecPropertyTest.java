package dev.quire.cursor;

import static dev.quire.cursor.CursorException.Reason.EXPIRED;
import static dev.quire.cursor.CursorException.Reason.INVALID;
import static dev.quire.cursor.CursorException.Reason.MISMATCH;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.TestClock;
import dev.quire.catalogue.Declaration;
import dev.quire.pagination.CountMode;
import dev.quire.pagination.Cursor;
import dev.quire.pagination.Direction;
import dev.quire.pagination.Field;
import dev.quire.pagination.Filter;
import dev.quire.pagination.Keyset;
import dev.quire.pagination.Mode;
import dev.quire.pagination.Nulls;
import dev.quire.pagination.Operator;
import dev.quire.pagination.Samples;
import dev.quire.pagination.Sort;
import dev.quire.pagination.SortKey;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

final class CursorCodecPropertyTest {

    enum Colour {
        RED,
        DARK_GREEN,
        BLUE {
            @Override
            public String toString() {
                return "azure";
            }
        }
    }

    record Thing(
            Long id,
            String name,
            Integer size,
            BigDecimal price,
            Instant createdAt,
            LocalDate day,
            UUID code,
            Boolean active,
            Colour colour) {}

    private static final Declaration THINGS = Declaration.of("things", Thing.class, "Things.");
    private static final Declaration THINKS = Declaration.of("thinks", Thing.class, "Things by another name.");
    private static final Instant NOW = Instant.parse("2026-03-01T12:34:56.789Z");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final CursorKey A = CursorKey.parse(CursorKey.generate());
    private static final CursorKey B = CursorKey.parse(CursorKey.generate());
    private static final CursorCodec CODEC = codec(List.of(A), NOW);
    private static final String TEXT_OF_CURSORS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// A place in a sort.
    record Place(Sort sort, Cursor cursor) {}

    private static CursorCodec codec(List<CursorKey> keys, Instant now) {
        return new CursorCodec(() -> keys, WEEK, new TestClock(now));
    }

    /// For sorts that need not be total: a codec does not ask.
    private static CursorBinding binding(Declaration things, Sort sort, List<Filter> filters) {
        return new CursorBinding(things.name(), sort, things.fields(sort), filters);
    }

    private static String encode(Place place) {
        return encode(CODEC, place);
    }

    private static String encode(CursorCodec codec, Place place) {
        return codec.encode(place.cursor(), binding(THINGS, place.sort(), List.of()))
                .orElseThrow();
    }

    private static Cursor decode(CursorCodec codec, String text, Sort sort) {
        return codec.decode(text, binding(THINGS, sort, List.of()));
    }

    private static void assertRefused(
            CursorException.Reason reason,
            CursorCodec codec,
            String text,
            Declaration things,
            Sort sort,
            Filter... by) {
        var refused = assertThrows(
                CursorException.class,
                () -> codec.decode(text, binding(things, sort, List.of(by))),
                () -> "accepted " + text);
        assertEquals(reason, refused.reason(), text);
    }

    private static void assertInvalid(String text, Sort sort) {
        assertRefused(INVALID, CODEC, text, THINGS, sort);
    }

    @Property
    void aCursorOfAnyValuesIsReadBackToTheLastDigit(@ForAll("places") Place place) {
        var text = CODEC.encode(place.cursor(), binding(THINGS, place.sort(), List.of()));
        text.ifPresent(made -> assertEquals(place.cursor(), decode(CODEC, made, place.sort())));
    }

    @Property
    void aCursorIsUrlSafeAndShortForOrdinaryValues(@ForAll @IntRange(max = 3_000) int length, @ForAll Random random) {
        var text = CODEC.encode(
                        new Cursor(new Keyset(List.of(noise(length, random), 7L)), true),
                        binding(THINGS, Sort.parse("name,id"), List.of()))
                .orElseThrow();
        assertTrue(text.matches("[A-Za-z0-9_-]{1,%d}".formatted(length <= 300 ? 512 : CursorCodec.MAX_LENGTH)), text);
    }

    /// An index of PostgreSQL holds at most 2,704 bytes a row, after compression.
    @Example
    void everyValueThatAnIndexCanHoldFits() {
        var random = new Random(7);
        for (var name : List.of(
                noise(2_690, random),
                "漢字".repeat(100_000),
                "a sentence of a text that somebody wrote. ".repeat(3_000),
                random.ints(890, 0x4E00, 0x9FFF)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())) {
            var place = new Place(Sort.parse("name,id"), new Cursor(new Keyset(List.of(name, Long.MAX_VALUE)), false));
            assertEquals(place.cursor(), decode(CODEC, encode(place), place.sort()));
        }
        var price = new BigDecimal("1e60000").setScale(0);
        var place = new Place(Sort.parse("price,id"), new Cursor(new Keyset(List.of(price, 7L)), false));
        var values = requireNonNull(decode(CODEC, encode(place), place.sort()).keyset())
                .values();
        assertEquals(0, price.compareTo((BigDecimal) requireNonNull(values.getFirst())));
    }

    @Example
    void thereIsNoCursorForAValueThatNoneCanHold() {
        var keyset = new Keyset(List.of(noise(5_000, new Random(7)), 7L));
        assertTrue(CODEC.encode(new Cursor(keyset, true), binding(THINGS, Sort.parse("name,id"), List.of()))
                .isEmpty());
    }

    /// Text that cannot be compressed.
    private static String noise(int length, Random random) {
        return random.ints(length, 1, 128)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Property
    void theEndsOfAListAreReadBackWithWhatTheyCarry(@ForAll("places") Place place, @ForAll byte[] carried) {
        var binding = binding(THINGS, place.sort(), List.of());
        for (var end : List.of(Cursor.START, Cursor.END)) {
            var opened = CODEC.open(CODEC.encode(end, binding, carried).orElseThrow(), binding);
            assertEquals(end, opened.cursor());
            assertArrayEquals(carried, opened.carried());
        }
    }

    @Property
    void ordinaryValuesAlwaysFit(
            @ForAll Long id, @ForAll("instants") Instant at, @ForAll("decimals") BigDecimal price) {
        var sort = Sort.parse("name,-price,created_at,id");
        var keyset = new Keyset(List.of("a name of as many as a hundred characters".repeat(2), price, at, id));
        assertTrue(CODEC.encode(new Cursor(keyset, false), binding(THINGS, sort, List.of()))
                .isPresent());
    }

    @Property
    void onePlaceHasOneCursorWithinTheHourWhoeverSealsIt(
            @ForAll("places") Place place, @ForAll @LongRange(max = 3_599_999) long millis) {
        var hour = NOW.truncatedTo(ChronoUnit.HOURS);
        assertEquals(
                encode(codec(List.of(A), hour), place), encode(codec(List.of(A, B), hour.plusMillis(millis)), place));
    }

    @Property
    void placesThatDifferHaveCursorsThatDiffer(@ForAll("places") Place place, @ForAll("places") Place other) {
        assertEquals(place.equals(other), encode(place).equals(encode(other)));
    }

    @Property
    void nothingInsideACursorCanBeRead(@ForAll("places") Place place) {
        var bytes = new String(Base64.getUrlDecoder().decode(encode(place)), ISO_8859_1);
        for (var value : requireNonNull(place.cursor().keyset()).values()) {
            var readable = new String(String.valueOf(value).getBytes(UTF_8), ISO_8859_1);
            assertTrue(readable.length() < 5 || !bytes.contains(readable), readable);
        }
    }

    @Property
    void aCursorServesForItsTimeAndAtMostAnHourLonger(
            @ForAll("places") Place place,
            @ForAll @LongRange(max = 4_102_444_800L) long now,
            @ForAll @LongRange(min = 60, max = 100_000_000) long timeToLive) {
        var clock = new TestClock(Instant.ofEpochSecond(now));
        var codec = new CursorCodec(() -> List.of(A), Duration.ofSeconds(timeToLive), clock);
        var text = encode(codec, place);
        assertEquals(place.cursor(), decode(codec, text, place.sort()));
        clock.pass(Duration.ofSeconds(timeToLive));
        assertEquals(place.cursor(), decode(codec, text, place.sort()));
        clock.pass(Duration.ofHours(1).plusNanos(1));
        assertRefused(EXPIRED, codec, text, THINGS, place.sort());
        assertRefused(INVALID, codec, text, THINKS, place.sort());
    }

    @Example
    void aTimeToLiveOfLessThanAMinuteIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new CursorCodec(() -> List.of(A), Duration.ofSeconds(59), Clock.systemUTC()));
    }

    @Property
    void aCursorBelongsToItsSort(@ForAll("places") Place place, @ForAll("places") Place other) {
        assertRefused(MISMATCH, CODEC, encode(place), THINGS, place.sort().reversed());
        if (!place.sort().equals(other.sort())) {
            assertRefused(MISMATCH, CODEC, encode(place), THINGS, other.sort());
        }
    }

    @Property
    void aCursorBelongsToItsCollection(@ForAll("places") Place place) {
        assertRefused(INVALID, CODEC, encode(place), THINKS, place.sort());
    }

    @Property
    void aCursorBelongsToItsFiltersInAnyOrder(
            @ForAll("places") Place place,
            @ForAll("filters") List<Filter> filters,
            @ForAll("filters") List<Filter> others,
            @ForAll Random random) {
        var text = CODEC.encode(place.cursor(), binding(THINGS, place.sort(), filters))
                .orElseThrow();
        var shuffled = new ArrayList<>(filters);
        Collections.shuffle(shuffled, random);
        assertEquals(place.cursor(), CODEC.decode(text, binding(THINGS, place.sort(), shuffled)));
        if (!Set.copyOf(others).equals(Set.copyOf(filters))) {
            assertRefused(MISMATCH, CODEC, text, THINGS, place.sort(), others.toArray(Filter[]::new));
        }
    }

    @Example
    void aListOfTwoValuesIsNotTheValueThatReadsLikeIt() {
        var sort = Sort.parse("id");
        var name = THINGS.field("name").orElseThrow();
        var two = new Filter(name, Operator.IN, List.of("a", "b"));
        for (var one : List.of("a, b", "a,b", "a,1:b", "a\n1:b", "[a, b]")) {
            var cursor = new Cursor(new Keyset(List.of(7L)), false);
            var text = CODEC.encode(cursor, binding(THINGS, sort, List.of(two))).orElseThrow();
            assertRefused(MISMATCH, CODEC, text, THINGS, sort, new Filter(name, Operator.IN, List.of(one)));
        }
    }

    @Property
    void keysRotateWithoutBreakingAWalk(@ForAll("places") Place place) {
        var keys = new ArrayList<>(List.of(A));
        var codec = new CursorCodec(() -> List.copyOf(keys), WEEK, new TestClock(NOW));
        var first = encode(codec, place);
        keys.addLast(B);
        var second = encode(codec, place);
        assertEquals(first, second, "a key that may only verify has sealed a cursor");
        assertEquals(place.cursor(), decode(codec, first, place.sort()));
        Collections.reverse(keys);
        var third = encode(codec, place);
        assertNotEquals(first, third, "the new key was not used to seal the cursor");
        assertEquals(place.cursor(), decode(codec, first, place.sort()));
        assertEquals(place.cursor(), decode(codec, third, place.sort()));
        keys.remove(A);
        assertEquals(place.cursor(), decode(codec, third, place.sort()));
        assertRefused(INVALID, codec, first, THINGS, place.sort());
    }

    @Property(tries = 5)
    void everyChangeOfOneCharacterIsRefused(@ForAll("places") Place place) {
        var text = encode(place);
        for (int i = 0; i < text.length(); i++) {
            for (char c : (TEXT_OF_CURSORS + "+/=. \n\0é").toCharArray()) {
                if (c != text.charAt(i)) {
                    assertInvalid(text.substring(0, i) + c + text.substring(i + 1), place.sort());
                }
            }
        }
    }

    @Property(tries = 3)
    void everyChangeOfOneByteIsRefused(@ForAll("places") Place place) {
        var bytes = Base64.getUrlDecoder().decode(encode(place));
        for (int i = 0; i < bytes.length; i++) {
            for (int change = 1; change < 256; change++) {
                bytes[i] ^= (byte) change;
                assertInvalid(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), place.sort());
                bytes[i] ^= (byte) change;
            }
        }
    }

    @Property(tries = 50)
    void everyCutIsRefused(@ForAll("places") Place place) {
        var text = encode(place);
        for (int i = 0; i < text.length(); i++) {
            assertInvalid(text.substring(0, i), place.sort());
            assertInvalid(text.substring(i + 1), place.sort());
            assertInvalid(text.substring(0, i) + text.substring(i + 1), place.sort());
            assertInvalid(text.substring(0, i) + text.charAt(i) + text.substring(i), place.sort());
        }
        for (var more : List.of("=", "==", "A", "AAAA", " ", "\n", text)) {
            assertInvalid(text + more, place.sort());
            assertInvalid(more + text, place.sort());
        }
    }

    @Property(tries = 50)
    void everySpliceOfTwoCursorsIsRefused(@ForAll("places") Place place, @ForAll("places") Place other) {
        var head = encode(place);
        var tail = encode(new Place(
                other.sort(),
                new Cursor(other.cursor().keyset(), !place.cursor().backwards())));
        for (int i = 1; i < head.length(); i++) {
            for (int j = Math.max(0, i - 2); j < Math.min(tail.length(), i + 3); j++) {
                var spliced = head.substring(0, i) + tail.substring(j);
                if (!spliced.equals(head) && !spliced.equals(tail)) {
                    assertInvalid(spliced, place.sort());
                }
            }
        }
    }

    @Property
    void anyTextIsReadOrRefusedAsACursor(@ForAll String text, @ForAll("places") Place place) {
        assertInvalid(text, place.sort());
    }

    @Property
    void anyBytesAreReadOrRefusedAsACursor(@ForAll byte[] bytes, @ForAll("places") Place place) {
        assertInvalid(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), place.sort());
    }

    /// Clients cannot forge such cursors, but another release with another format of values could issue them.
    @Property
    void anyAuthenticBytesAreReadOrRefusedAsACursor(@ForAll("values") byte[] values, @ForAll("places") Place place) {
        var context = THINGS.name().getBytes(UTF_8);
        var head = Arrays.copyOf(A.open(Base64.getUrlDecoder().decode(encode(place)), context), 18);
        var bytes =
                ByteBuffer.allocate(18 + values.length).put(head).put(values).array();
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(A.seal(bytes, context));
        try {
            assertEquals(
                    place.sort().keys().size(),
                    requireNonNull(decode(CODEC, text, place.sort()).keyset())
                            .values()
                            .size());
        } catch (CursorException refused) {
            assertEquals(INVALID, refused.reason());
        }
    }

    @Property
    void aCursorWhoseFieldsHaveOtherTypesSinceIsRefused(@ForAll("places") Place place) {
        record Retyped(
                UUID id,
                Integer name,
                BigDecimal size,
                Long price,
                LocalDate createdAt,
                Instant day,
                String code,
                CountMode active,
                Mode colour) {}
        var since = Declaration.of("things", Retyped.class, "Things of a later release.");
        if (requireNonNull(place.cursor().keyset()).values().stream().anyMatch(value -> value != null)) {
            assertRefused(INVALID, CODEC, encode(place), since, place.sort());
        }
    }

    /// Bytes that begin with a valid type tag, so that they often resemble values.
    @Provide("values")
    Arbitrary<byte[]> bytesOfValues() {
        return Combinators.combine(
                        Arbitraries.chars().with("0slidtfnyuex"),
                        Arbitraries.bytes().list().ofMaxSize(40))
                .as((tag, rest) -> {
                    var bytes = ByteBuffer.allocate(1 + rest.size()).put((byte) tag.charValue());
                    rest.forEach(bytes::put);
                    return bytes.array();
                });
    }

    @Provide
    Arbitrary<Place> places() {
        return Arbitraries.of(THINGS.fields())
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(5)
                .flatMap(fields -> Combinators.combine(sorts(fields), keysets(fields), Arbitraries.of(true, false))
                        .as((sort, keyset, backwards) -> new Place(sort, new Cursor(keyset, backwards))));
    }

    private static Arbitrary<Sort> sorts(List<Field> fields) {
        return Combinators.combine(fields.stream()
                        .map(field -> Combinators.combine(Arbitraries.of(Direction.class), Arbitraries.of(Nulls.class))
                                .as((direction, nulls) -> new SortKey(field.name(), direction, nulls)))
                        .toList())
                .as(Sort::new);
    }

    private static Arbitrary<Keyset> keysets(List<Field> fields) {
        return Combinators.combine(fields.stream()
                        .map(field -> values(field.type()).injectNull(0.1))
                        .toList())
                .as(Keyset::new);
    }

    private static Arbitrary<@Nullable Object> values(Class<?> type) {
        Arbitrary<?> values = type.isEnum()
                ? Arbitraries.of(type.getEnumConstants())
                : switch (type.getSimpleName()) {
                    case "String" -> Samples.texts("\0,'\"\\%🧸");
                    case "Long" -> Arbitraries.longs();
                    case "Integer" -> Arbitraries.integers();
                    case "BigDecimal" -> decimals();
                    case "Instant" -> instants();
                    case "LocalDate" ->
                        Arbitraries.longs().between(-719_162, 2_932_896).map(LocalDate::ofEpochDay);
                    case "UUID" ->
                        Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                                .as(UUID::new);
                    default -> Arbitraries.of(true, false);
                };
        return values.map(value -> value);
    }

    @Provide("decimals")
    static Arbitrary<BigDecimal> decimals() {
        return Combinators.combine(Arbitraries.bigIntegers(), Arbitraries.integers())
                .as(BigDecimal::new);
    }

    /// Instants of the years 1 to 9999 with microsecond precision.
    @Provide("instants")
    static Arbitrary<Instant> instants() {
        return Arbitraries.longs()
                .between(-62_135_596_800_000_000L, 253_402_300_799_999_999L)
                .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    @Provide
    Arbitrary<List<Filter>> filters() {
        var fields = Arbitraries.of(THINGS.fields());
        var filters = fields.flatMap(field -> Arbitraries.of(THINGS.operators(field))
                .flatMap(operator -> operands(field, operator).map(values -> new Filter(field, operator, values))));
        return filters.list()
                .ofMaxSize(3)
                .uniqueElements(filter -> filter.field().name() + filter.operator());
    }

    private static Arbitrary<List<Object>> operands(Field field, Operator operator) {
        Arbitrary<Object> values = operator == Operator.NULL
                ? Arbitraries.of(true, false).map(truth -> truth)
                : values(field.type()).map(value -> value);
        return values.list().ofMinSize(1).ofMaxSize(operator == Operator.IN ? 3 : 1);
    }
}
