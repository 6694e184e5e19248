package dev.quire.shop.retail;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Synthetic data that resembles the Online Retail data. Each row is a function of the seed and the number of the row,
/// from 1, so that a data set is a prefix of every larger data set with the same seed.
///
/// The n-th order is placed by a guest or by one of the first n / 6 + 1 users, and contains some of the first n / 6 + 1
/// products.
record MadeUpShop(long seed) {

    private static final List<String> SIZES =
            List.of("", "SMALL ", "LARGE ", "MINI ", "SET OF 3 ", "SET OF 6 ", "PACK OF 12 ", "PAIR OF ");
    private static final List<String> STYLES = words("""
            RED RETROSPOT, WHITE, VINTAGE, PINK POLKADOT, BLUE PAISLEY, IVORY, REGENCY, WOODLAND,
            JUMBO, STRAWBERRY, FRENCH BLUE, ENGLISH ROSE, GLITTER, RUSTIC, LONDON, GARDENERS""");
    private static final List<String> THINGS = words("""
            T-LIGHT HOLDER, CAKE CASES, LUNCH BAG, BUNTING, MUG, TEA TOWEL, LANTERN, PHOTO FRAME,
            CAKESTAND, DOORMAT, COAT HANGER, HOT WATER BOTTLE, ALARM CLOCK, CANDLE, GIFT WRAP, UMBRELLA""");
    private static final List<String> COUNTRIES = words("""
            United Kingdom, United Kingdom, United Kingdom, United Kingdom, Germany, France, EIRE, Spain,
            Netherlands, Belgium, Switzerland, Portugal, Australia, Norway, Italy, Japan""");
    private static final int[] PENCE = {15, 19, 25, 29, 42, 45, 49, 55, 65, 79, 85, 95};
    private static final LocalDateTime OPENING = LocalDateTime.of(2010, 1, 1, 0, 0);
    private static final int THREE_YEARS = 3 * 365 * 86_400;

    /// The highest row number. Names contain nine digits, so that they sort like the numbers.
    static final long LARGEST = 999_999_999;

    record Product(
            String sku, @Nullable String name, BigDecimal price, LocalDateTime createdAt, LocalDateTime updatedAt) {}

    record User(String username, String country, LocalDateTime createdAt) {}

    Product product(long row) {
        var random = random(row, 0);
        var createdAt = OPENING.plusSeconds(random.nextInt(THREE_YEARS));
        return new Product(
                name("G", row),
                random.nextInt(32) == 0
                        ? null
                        : pick(SIZES, random) + pick(STYLES, random) + " " + pick(THINGS, random),
                BigDecimal.valueOf(pence(random), 2),
                createdAt,
                createdAt.plusSeconds(random.nextInt(THREE_YEARS)));
    }

    /// Usually a few pounds, occasionally up to a few thousand.
    private static long pence(SplittableRandom random) {
        int pounds = random.nextInt(200) == 0 ? random.nextInt(5000) : random.nextInt(1 + random.nextInt(25));
        return pounds * 100L + PENCE[random.nextInt(PENCE.length)];
    }

    User user(long row) {
        var random = random(row, 1);
        return new User(name("g", row), pick(COUNTRIES, random), OPENING.plusSeconds(random.nextInt(THREE_YEARS)));
    }

    /// The lines of an order. One order in seven is cancelled, and one in seven is placed by a guest.
    List<InvoiceLine> order(long row) {
        var random = random(row, 2);
        boolean cancelled = random.nextInt(7) == 0;
        var user = random.nextInt(7) == 0 ? null : user(1 + random.nextLong(usersFor(row)));
        var country = user == null ? pick(COUNTRIES, random) : user.country();
        var at = OPENING.plusSeconds(THREE_YEARS + random.nextInt(THREE_YEARS));
        return IntStream.rangeClosed(0, random.nextInt(1 + random.nextInt(20)))
                .mapToObj(_ -> {
                    var product = product(1 + random.nextLong(productsFor(row)));
                    int quantity = 1 + random.nextInt(24);
                    return new InvoiceLine(
                            name(cancelled ? "CG" : "G", row),
                            product.sku(),
                            product.name(),
                            cancelled ? -quantity : quantity,
                            at,
                            product.price(),
                            user == null ? null : user.username(),
                            country);
                })
                .toList();
    }

    /// The number of users that the given number of orders refers to.
    static long usersFor(long orders) {
        return orders / 6 + 1;
    }

    /// The number of products that the given number of orders refers to.
    static long productsFor(long orders) {
        return orders / 6 + 1;
    }

    /// The prefix of generated names, which distinguishes them from those of the real data.
    String prefix(String letter) {
        return letter + seed + "-";
    }

    private String name(String letter, long row) {
        String digits = Long.toString(row);
        return prefix(letter) + "0".repeat(9 - digits.length()) + digits;
    }

    private SplittableRandom random(long row, int kind) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() + 3 * row + kind);
    }

    private static List<String> words(String text) {
        return List.of(text.split(",\\s+", -1));
    }

    private static String pick(List<String> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }
}
