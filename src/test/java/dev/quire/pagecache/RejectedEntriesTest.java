package dev.quire.pagecache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quire.bulkhead.Workload;
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

/// Whatever stands in Redis in the place of an entry: nobody is served by it, and the next entry replaces it.
@QuarkusTest
@TestProfile(FaultyRedis.Profile.class)
@Timeout(60)
class RejectedEntriesTest {

    private static final String RIGHT = "{\"data\":[1,2,3]}";

    private static FaultyRedis server;

    enum Damage {
        NOISE {
            @Override
            void to(String place) {
                server.ask(Command.SET, place, noise(200));
            }
        },
        LARGE_NOISE {
            @Override
            void to(String place) {
                server.ask(Command.SET, place, noise(2 << 20));
            }
        },
        TRUNCATION {
            @Override
            void to(String place) {
                var bytes = server.ask(Command.GET, place).toBytes();
                server.ask(Command.SET, place, Arrays.copyOf(bytes, bytes.length - 1));
            }
        },
        A_FLIPPED_BIT {
            @Override
            void to(String place) {
                var bytes = server.ask(Command.GET, place).toBytes();
                bytes[bytes.length - 5] ^= 1;
                server.ask(Command.SET, place, bytes);
            }
        },
        ANOTHER_VERSION {
            @Override
            void to(String place) {
                server.ask(Command.SETRANGE, place, 0, new byte[] {2});
            }
        },
        ANOTHER_ENTRY {
            @Override
            void to(String place) {
                keep(key(), "wrong");
                var other =
                        places().stream().filter(name -> !name.equals(place)).toList();
                server.ask(
                        Command.SET,
                        place,
                        server.ask(Command.GET, other.getFirst()).toBytes());
            }
        },
        A_LEASE_BYTE {
            @Override
            void to(String place) {
                server.ask(Command.SET, place, new byte[1]);
            }
        },
        NOTHING {
            @Override
            void to(String place) {
                server.ask(Command.SET, place, new byte[0]);
            }
        },
        A_HASH {
            @Override
            void to(String place) {
                server.ask(Command.DEL, place);
                server.ask(Command.HSET, place, "data", RIGHT);
            }
        },
        A_STREAM {
            @Override
            void to(String place) {
                server.ask(Command.DEL, place);
                server.ask(Command.XADD, place, "*", "data", RIGHT);
            }
        };

        abstract void to(String place);

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

    private static List<String> places() {
        return server.ask(Command.KEYS, "quire:page:*").stream()
                .map(Response::toString)
                .toList();
    }

    private static PageCache another() {
        return FaultyRedis.another(new SimpleMeterRegistry(), Clock.systemUTC());
    }

    private static Served answer(PageCache cache, PageKey key, String body) {
        return cache.answer(key, () -> new Answer(body.getBytes(StandardCharsets.UTF_8), "", null));
    }

    private static String body(Served served) {
        return new String(served.answer().body(), StandardCharsets.UTF_8);
    }

    /// Keeps an entry, and waits until it is in Redis.
    private static void keep(PageKey key, String body) {
        answer(another(), key, body);
        assertEquals(Served.Source.SHARED, answer(another(), key, "other").source());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoEntryOfThisPlaceIsAMissAndIsReplaced(Damage damage) {
        var key = key();
        keep(key, RIGHT);
        damage.to(places().getFirst());
        var meters = new SimpleMeterRegistry();
        var served = answer(FaultyRedis.another(meters, Clock.systemUTC()), key, RIGHT);
        assertEquals(Served.Source.LOADED, served.source());
        assertEquals(RIGHT, body(served));
        assertEquals(1, meters.counter("quire.cache.rejected").count());
        assertShared(key);
    }

    /// Nobody waits for what is put in the place of what was there, so that it may take a moment.
    private static void assertShared(PageKey key) {
        var served = answer(another(), key, RIGHT);
        for (int i = 0; i < 100 && served.source() != Served.Source.SHARED; i++) {
            served = answer(another(), key, RIGHT);
        }
        assertEquals(Served.Source.SHARED, served.source());
        assertEquals(RIGHT, body(served));
    }

    @Test
    void placesOfAnotherTypeDoNotTurnRedisAway() {
        var keys = IntStream.range(0, 10).mapToObj(_ -> key()).toList();
        keys.forEach(key -> keep(key, RIGHT));
        places().forEach(Damage.A_HASH::to);
        var reader = another();
        keys.forEach(key -> assertEquals(RIGHT, body(answer(reader, key, RIGHT))));
        var next = key();
        answer(reader, next, RIGHT);
        assertEquals(Served.Source.SHARED, answer(another(), next, "wrong").source());
        keys.forEach(RejectedEntriesTest::assertShared);
    }
}
