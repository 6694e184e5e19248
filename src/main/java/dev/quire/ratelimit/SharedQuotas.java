package dev.quire.ratelimit;

import dev.quire.principal.Principal;
import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// The quotas shared by all replicas, in Redis. Each principal has one key, of about 150 bytes including Redis'
/// overhead, which expires when the principal's longest window ends. The clock of Redis is used, so that all
/// replicas agree on where a window begins. Thread-safe.
@Singleton
final class SharedQuotas {

    /// The value holds the interval index and the usage of each window, in the order of the windows. A charge
    /// applies to all windows or, if one is exhausted, to none. A refund (negative cost) applies only to windows
    /// whose interval is still that of the charge.
    private static final RedisScript CHARGE = RedisScript.of("""
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local cost, taken = tonumber(ARGV[1]), tonumber(ARGV[2])
            local kept = {}
            for number in string.gmatch(redis.call('GET', KEYS[1]) or '', '%d+') do
              kept[#kept + 1] = tonumber(number)
            end
            local spans, used, admitted, stop = {}, {}, 1, 0
            for i = 1, (#ARGV - 2) / 2 do
              local length, quota = tonumber(ARGV[2 * i + 1]), tonumber(ARGV[2 * i + 2])
              spans[i] = math.floor(now / length)
              used[i] = kept[2 * i - 1] == spans[i] and kept[2 * i] or 0
              if cost > 0 and used[i] + math.min(cost, quota) > quota then
                admitted = 0
              end
              stop = math.max(stop, (spans[i] + 1) * length)
            end
            if admitted == 1 then
              local value = {}
              for i = 1, #used do
                local length, quota = tonumber(ARGV[2 * i + 1]), tonumber(ARGV[2 * i + 2])
                if cost > 0 then
                  used[i] = used[i] + math.min(cost, quota)
                elseif math.floor(taken / length) == spans[i] then
                  used[i] = math.max(0, used[i] + cost)
                end
                value[#value + 1] = string.format('%d %d', spans[i], used[i])
              end
              redis.call('SET', KEYS[1], table.concat(value, ' '), 'PXAT', string.format('%d', stop))
            end
            return {admitted, now, unpack(used)}
            """);

    private final PatientRedis redis;

    SharedQuotas(PatientRedis redis) {
        this.redis = redis;
    }

    /// Charges a principal. The future fails after a short timeout if Redis does not respond.
    Future<Verdict> charge(Principal principal, List<Window> windows, long cost) {
        return redis.run(CHARGE, key(principal), arguments(cost, 0, windows)).map(answer -> verdict(windows, answer));
    }

    /// Refunds a part of a charge, asynchronously. A failure is ignored.
    ///
    /// @param taken the time of the charge by the clock of Redis, in epoch milliseconds
    void giveBack(Principal principal, List<Window> windows, long part, long taken) {
        var _ = redis.run(CHARGE, key(principal), arguments(-part, taken, windows));
    }

    /// The part in braces is the hash tag, which determines the slot in a Redis cluster.
    private static String key(Principal principal) {
        return "quire:quota:{" + Policy.word(principal.kind()).charAt(0) + principal.name() + "}";
    }

    private static List<String> arguments(long cost, long taken, List<Window> windows) {
        var numbers = new ArrayList<>(List.of(cost, taken));
        windows.forEach(window -> {
            numbers.add(window.length().toMillis());
            numbers.add(window.quota());
        });
        return numbers.stream().map(String::valueOf).toList();
    }

    private static Verdict verdict(List<Window> windows, Response answer) {
        var used = IntStream.range(2, answer.size())
                .mapToObj(i -> number(answer, i))
                .toList();
        return new Verdict(number(answer, 0) == 1, true, number(answer, 1), windows, used);
    }

    private static Long number(Response answer, int i) {
        return Objects.requireNonNull(answer.get(i).toLong());
    }
}
