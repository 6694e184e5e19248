package dev.quire.planted.edge;

import io.quarkus.redis.datasource.RedisDataSource;

/// A room that speaks to Redis past the two that may.
interface RedisCheck {
    boolean isUp(RedisDataSource redis);
}
