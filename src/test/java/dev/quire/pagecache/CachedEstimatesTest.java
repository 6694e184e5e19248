package dev.quire.pagecache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.pagination.Estimates;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CachedEstimatesTest {

    @Inject
    Estimates estimates;

    @Inject
    RedisDataSource redis;

    @BeforeEach
    void deleteEntries() {
        entries().forEach(entry -> redis.key().del(entry));
    }

    private List<String> entries() {
        return redis.key().keys("cache:estimates:*");
    }

    @Test
    void anEstimateIsFoundWithItsTimeUnderItsKeyOnly() {
        assertEquals(Optional.empty(), estimates.known("a"));
        var estimate = estimates.remember("a", 42);
        assertEquals(Optional.of(estimate), estimates.known("a"));
        assertEquals(Optional.empty(), estimates.known("A"));
        assertEquals(Optional.of(estimates.remember("a", 0)), estimates.known("a"));
    }

    @Test
    void everyEntryExpiresWithinTenMinutes() {
        estimates.remember("a", 42);
        estimates.remember("x".repeat(10_000) + "\u0000\n ü", Long.MAX_VALUE / 10);
        assertEquals(2, entries().size());
        entries().forEach(entry -> {
            var seconds = redis.key().ttl(entry);
            assertTrue(0 < seconds && seconds <= 600, entry + " has a time to live of " + seconds + " s");
        });
    }

    @Test
    void aValueInAnotherFormatIsIgnored() {
        estimates.remember("other", 1);
        var other = redis.value(String.class).get(entries().getFirst());
        deleteEntries();
        estimates.remember("a", 42);
        var entry = entries().getFirst();
        var written = redis.value(String.class).get(entry);
        var time = written.replaceFirst(".* ", "");
        for (var text : List.of(
                "",
                "42",
                "{}",
                other,
                written + " ",
                written.replace(" 42 ", " -42 "),
                written.replace(" 42 ", " 99999999999999999999 "),
                written.replace(time, "yesterday"),
                written.replace(time, "2020-01-01T00:00:00Z"),
                written.replace(time, "9999-01-01T00:00:00Z"),
                written.replace("Z", ""))) {
            redis.value(String.class).set(entry, text);
            assertEquals(Optional.empty(), estimates.known("a"), text);
        }
        redis.value(String.class).set(entry, written);
        assertEquals(42, estimates.known("a").orElseThrow().value());
    }
}
