package dev.quire.ratelimit;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// A Lua script that Redis executes atomically, on one key. It is called by its digest (EVALSHA); if Redis does not
/// have it cached, it is sent again (EVAL).
///
/// @param digest the SHA-1 digest of the text, in hexadecimal digits
record RedisScript(String text, String digest) {

    static RedisScript of(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return new RedisScript(text, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Future<Response> run(Redis redis, String key, List<String> arguments) {
        return send(redis, request(Command.EVALSHA, digest, key, arguments))
                .recover(failure -> String.valueOf(failure.getMessage()).startsWith("NOSCRIPT")
                        ? send(redis, request(Command.EVAL, text, key, arguments))
                        : Future.failedFuture(failure));
    }

    /// All scripts return a value, so a null response is an error.
    private static Future<Response> send(Redis redis, Request request) {
        return redis.send(request).map(Objects::requireNonNull);
    }

    private static Request request(Command command, String script, String key, List<String> arguments) {
        var request = Request.cmd(command).arg(script).arg(1).arg(key);
        arguments.forEach(request::arg);
        return request;
    }
}
