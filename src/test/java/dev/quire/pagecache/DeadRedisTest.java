package dev.quire.pagecache;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;

/// Nothing listens where Redis should be.
@QuarkusTest
@TestProfile(DeadRedisTest.Dead.class)
class DeadRedisTest extends WithoutRedis {

    public static final class Dead implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.redis.hosts", "redis://localhost:1");
        }
    }
}
