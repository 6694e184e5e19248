package dev.quire.pagecache;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/// Connections to Redis are refused, from the start of the application on. The other tests of this profile stop their
/// Redis server before this test runs.
@QuarkusTest
@TestProfile(FaultyRedis.Profile.class)
class DeadRedisTest extends WithoutRedis {}
