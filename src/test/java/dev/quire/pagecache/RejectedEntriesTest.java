package dev.quire.pagecache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quire.bulkhead.Workload;
import dev.quire.database.Requester;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A value in Redis that is not a valid entry of its key is never served, and the next entry replaces it.
@QuarkusTest
@TestProfile(FaultyRedis.Profile.class)
@Timeout(60)
class RejectedEntriesTest {

    private static final String RIGHT = "{\"data\":[1,2,3]}";

    private static FaultyRedis server;

    enum Damage {
        NOISE {
            @Override
            void to(String redisKey) {
                server.ask(Command.SET, redisKey, noise(200));
            }
        },
        LARGE_NOISE {
            @Override
            void to(String redisKey) {
                server.ask(Command.SET, redisKey, noise(2 << 20));
            }
        },
        TRUNCATION {
            @Override
            void to(String redisKey) {
                var bytes = server.ask(Command.GET, redisKey).toBytes();
                server.ask(Command.SET, redisKey, Arrays.copyOf(bytes, bytes.length - 1));
            }
        },
        A_FLIPPED_BIT {
            @Override
            void to(String redisKey) {
                var bytes = server.ask(Command.GET, redisKey).toBytes();
                bytes[bytes.length - 5] ^= 1;
                server.ask(Command.SET, redisKey, bytes);
            }
        },
        ANOTHER_VERSION {
            @Override
            void to(String redisKey) {
                server.ask(Command.SETRANGE, redisKey, 0, new byte[] {99});
            }
        },
        ANOTHER_ENTRY {
            @Override
            void to(String redisKey) {
                store(key(), "wrong");
                var other = redisKeys().stream()
                        .filter(name -> !name.equals(redisKey))
                        .toList();
                server.ask(
                        Command.SET,
                        redisKey,
                        server.ask(Command.GET, other.getFirst()).toBytes());
            }
        },
        A_LEASE_BYTE {
            @Override
            void to(String redisKey) {
                server.ask(Command.SET, redisKey, new byte[1]);
            }
        },
        NOTHING {
            @Override
            void to(String redisKey) {
                server.ask(Command.SET, redisKey, new byte[0]);
            }
        },
        A_HASH {
            @Override
            void to(String redisKey) {
                server.ask(Command.DEL, redisKey);
                server.ask(Command.HSET, redisKey, "data", RIGHT);
            }
        },
        A_STREAM {
            @Override
            void to(String redisKey) {
                server.ask(Command.DEL, redisKey);
                server.ask(Command.XADD, redisKey, "*", "data", RIGHT);
            }
        };

        abstract void to(String redisKey);

        private static byte[] noise(int length) {
            var bytes = new byte[length];
            new Random(length).nextBytes(bytes);
            return bytes;
        }
    }

    @BeforeAll
    static void start() {
        server = new FaultyRedis();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void begin() {
        server.ask(Command.FLUSHALL);
    }

    private static PageKey key() {
        return PageKey.of(
                Set.of("toys"), true, Workload.LISTS, UUID.randomUUID().toString());
    }

    private static List<String> redisKeys() {
        return server.ask(Command.KEYS, "quire:page:*").stream()
                .map(Response::toString)
                .toList();
    }

    private static PageCache newCache() {
        return FaultyRedis.newCache(new SimpleMeterRegistry(), Clock.systemUTC());
    }

    private static Served answer(PageCache cache, PageKey key, String body) {
        return cache.answer(key, Requester.BACKGROUND, () -> new Answer(body.getBytes(StandardCharsets.UTF_8), ""));
    }

    private static String body(Served served) {
        return new String(served.answer().body(), StandardCharsets.UTF_8);
    }

    /// Caches a response, and waits until its entry is in Redis.
    private static void store(PageKey key, String body) {
        answer(newCache(), key, body);
        assertEquals(Served.Source.SHARED, answer(newCache(), key, "other").source());
    }

    @ParameterizedTest
    @EnumSource
    void aValueThatIsNotAnEntryOfItsKeyIsAMissAndIsReplaced(Damage damage) {
        var key = key();
        store(key, RIGHT);
        damage.to(redisKeys().getFirst());
        var meters = new SimpleMeterRegistry();
        var served = answer(FaultyRedis.newCache(meters, Clock.systemUTC()), key, RIGHT);
        assertEquals(Served.Source.LOADED, served.source());
        assertEquals(RIGHT, body(served));
        assertEquals(1, meters.counter("quire.cache.rejected").count());
        assertShared(key);
    }

    /// The replacing entry is stored in the background, so it may become visible a moment later.
    private static void assertShared(PageKey key) {
        var served = answer(newCache(), key, RIGHT);
        for (int i = 0; i < 100 && served.source() != Served.Source.SHARED; i++) {
            served = answer(newCache(), key, RIGHT);
        }
        assertEquals(Served.Source.SHARED, served.source());
        assertEquals(RIGHT, body(served));
    }

    @Test
    void valuesOfAnotherTypeDoNotOpenTheBreaker() {
        var keys = IntStream.range(0, 10).mapToObj(_ -> key()).toList();
        keys.forEach(key -> store(key, RIGHT));
        redisKeys().forEach(Damage.A_HASH::to);
        var reader = newCache();
        keys.forEach(key -> assertEquals(RIGHT, body(answer(reader, key, RIGHT))));
        var next = key();
        answer(reader, next, RIGHT);
        assertEquals(Served.Source.SHARED, answer(newCache(), next, "wrong").source());
        keys.forEach(RejectedEntriesTest::assertShared);
    }
}
