package dev.quire.pagecache;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/// The server at the address of Redis accepts connections and never responds.
@QuarkusTest
@TestProfile(FrozenRedisTest.Frozen.class)
class FrozenRedisTest extends WithoutRedis {

    public static final class Frozen implements QuarkusTestProfile {

        /// The operating system accepts the connections, up to the backlog. Nothing reads from them.
        private static final ServerSocket SILENT = listen();

        private static ServerSocket listen() {
            try {
                return new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.redis.hosts", "redis://127.0.0.1:" + SILENT.getLocalPort());
        }
    }
}
