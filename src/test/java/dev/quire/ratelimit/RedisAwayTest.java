package dev.quire.ratelimit;

import static dev.quire.ratelimit.Quota.get;
import static dev.quire.ratelimit.Quota.left;
import static dev.quire.ratelimit.Quota.newAddress;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.pagecache.FaultyRedis;
import dev.quire.principal.Principal;
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
            settings.put("quire.rate-limit.windows.anonymous.burst", "20000/1h");
            settings.put("quire.rate-limit.windows.anonymous.sustained", "50000/1d");
            settings.put("quire.rate-limit.redis-timeout", "500ms");
            settings.put("quarkus.http.proxy.trusted-proxies", "127.0.0.1,::1");
            return settings;
        }
    }

    @Inject
    PatientRedis patient;

    @Inject
    Quotas quotas;

    @Inject
    Policies policies;

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

    private boolean admitted(String address, long cost) {
        var principal = new Principal(Principal.Kind.ANONYMOUS, address);
        return quotas.charge(principal, policies.current().windows(principal), cost)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .admitted();
    }

    private static void assertNothingLeft(String address) {
        var refused = get(address, ITEM);
        assertEquals(429, refused.statusCode());
        assertEquals(0, left(refused, "burst"));
    }

    @Test
    void usedQuotaIsNotGrantedAgainWhenRedisFails() {
        var address = newAddress();
        assertTrue(admitted(address, 15_000));
        redis.proxy().refuse();
        assertFalse(admitted(address, 5_001));
        assertTrue(admitted(address, 5_000));
        assertNothingLeft(address);
        assertEquals(200, get(newAddress(), ITEM).statusCode());
    }

    @Test
    void aFrozenRedisDelaysOnlyTheFirstRequests() throws Exception {
        redis.proxy().freeze();
        var address = newAddress();
        assertEquals(200, get(newAddress(), ITEM).statusCode());
        assertTrue(admitted(address, 20_000));
        assertNothingLeft(address);
        redis.proxy().pass();
        awaitRedis();
        assertEquals(200, get(newAddress(), ITEM).statusCode());
    }

    @Test
    void theScriptIsSentAgainAfterRedisHasLostIt() throws Exception {
        assertEquals(200, get(newAddress(), ITEM).statusCode());
        redis.ask(Command.SCRIPT, "FLUSH");
        var address = newAddress();
        assertTrue(admitted(address, 20_000));
        assertNothingLeft(address);
        assertTrue(redis.ask(Command.EXISTS, "quire:quota:{a" + address + "}").toInteger() == 1);
    }
}
