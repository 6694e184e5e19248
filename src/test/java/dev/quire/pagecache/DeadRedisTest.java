package dev.quire.pagecache;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/// Nothing listens where Redis should be: no test of this profile has its Redis up while this one runs, nor was one up
/// when the application started.
@QuarkusTest
@TestProfile(FaultyRedis.Profile.class)
class DeadRedisTest extends WithoutRedis {}
