package dev.quire.ratelimit;

import static dev.quire.ratelimit.Quota.get;
import static dev.quire.ratelimit.Quota.left;
import static dev.quire.ratelimit.Quota.newAddress;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.pagecache.FaultyRedis;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.redis.client.Command;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@TestProfile(RedisAwayTest.Limited.class)
@Timeout(90)
class RedisAwayTest {

    private static final String ITEM = "/api/products/1";

    public static final class Limited implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(new FaultyRedis.Profile().getConfigOverrides());
            settings.put("quire.rate-limit.enabled", "true");
            settings.put("quire.rate-limit.windows.anonymous.burst", "20/1h");
            settings.put("quire.rate-limit.windows.anonymous.sustained", "50/1d");
            settings.put("quire.rate-limit.redis-timeout", "500ms");
            settings.put("quarkus.http.proxy.trusted-proxies", "127.0.0.1,::1");
            return settings;
        }
    }

    @Inject
    PatientRedis patient;

    private FaultyRedis redis;

    @BeforeEach
    void startRedis() throws InterruptedException {
        var left = 3600 - LocalTime.now(ZoneOffset.UTC).toSecondOfDay() % 3600;
        if (left < 45) {
            Thread.sleep(Duration.ofSeconds(left + 1));
        }
        redis = new FaultyRedis();
        awaitRedis();
    }

    @AfterEach
    void stopRedis() throws IOException {
        redis.close();
    }

    private void awaitRedis() throws InterruptedException {
        while (!answers()) {
            Thread.sleep(50);
        }
    }

    private boolean answers() {
        return patient.run(RedisScript.of("return 1"), "any", List.of())
                .map(true)
                .otherwise(false)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static long served(String address, int requests) {
        return IntStream.range(0, requests)
                .filter(_ -> get(address, ITEM).statusCode() == 200)
                .count();
    }

    @Test
    void usedQuotaIsNotGrantedAgainWhenRedisFails() {
        var address = newAddress();
        assertEquals(15, served(address, 15));
        redis.proxy().refuse();
        assertEquals(5, served(address, 10));
        assertEquals(20, served(newAddress(), 30));
    }

    @Test
    void aFrozenRedisDelaysOnlyTheFirstRequests() throws Exception {
        redis.proxy().freeze();
        var address = newAddress();
        assertEquals(20, served(address, 40));
        var refused = get(address, ITEM);
        assertEquals(429, refused.statusCode());
        assertEquals(0, left(refused, "burst"));
        redis.proxy().pass();
        awaitRedis();
        assertEquals(20, served(newAddress(), 30));
    }

    @Test
    void theScriptIsSentAgainAfterRedisHasLostIt() throws Exception {
        assertEquals(200, get(newAddress(), ITEM).statusCode());
        redis.ask(Command.SCRIPT, "FLUSH");
        var address = newAddress();
        assertEquals(20, served(address, 30));
        assertTrue(redis.ask(Command.EXISTS, "quire:quota:{a" + address + "}").toInteger() == 1);
    }
}
