package dev.quire.planted.edge;

import io.quarkus.redis.datasource.RedisDataSource;

/// Violates a rule: only the page cache and the rate limiter may use Redis.
interface RedisCheck {
    boolean isUp(RedisDataSource redis);
}
