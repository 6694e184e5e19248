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

    /// The value holds the interval index and the usage of each window, in the order of the windows. Usage
    /// beyond the quota, at most one more quota, is carried over to the next interval. A settlement is always
    /// applied, a refund only to windows whose interval is still that of the charge. A charge applies to all
    /// windows or to none.
    private static final RedisScript CHARGE = RedisScript.of("""
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local cost, settled, charged = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
            local kept = {}
            for number in string.gmatch(redis.call('GET', KEYS[1]) or '', '%d+') do
              kept[#kept + 1] = tonumber(number)
            end
            local lengths, quotas, spans, used, admitted = {}, {}, {}, {}, 1
            for i = 1, (#ARGV - 3) / 2 do
              lengths[i], quotas[i] = tonumber(ARGV[2 * i + 2]), tonumber(ARGV[2 * i + 3])
              spans[i] = math.floor(now / lengths[i])
              local ended = spans[i] - (kept[2 * i - 1] or spans[i] + 1)
              used[i] = ended < 0 and 0 or math.max(0, kept[2 * i] - ended * quotas[i])
              if settled > 0 or math.floor(charged / lengths[i]) == spans[i] then
                used[i] = math.max(0, math.min(used[i] + settled, 2 * quotas[i]))
              end
              if cost > 0 and used[i] + math.min(cost, quotas[i]) > quotas[i] then
                admitted = 0
              end
            end
            if admitted == 1 or settled ~= 0 then
              local value, stop = {}, 0
              for i = 1, #used do
                if admitted == 1 then
                  used[i] = used[i] + math.min(cost, quotas[i])
                end
                value[i] = string.format('%d %d', spans[i], used[i])
                stop = math.max(stop, (spans[i] + (used[i] > quotas[i] and 2 or 1)) * lengths[i])
              end
              redis.call('SET', KEYS[1], table.concat(value, ' '), 'PXAT', string.format('%d', stop))
            end
            return {admitted, now, unpack(used)}
            """);

    private final PatientRedis redis;

    SharedQuotas(PatientRedis redis) {
        this.redis = redis;
    }

    /// Applies a settlement and charges a principal. The future fails after a short timeout if Redis does not
    /// respond.
    Future<Verdict> charge(Principal principal, List<Window> windows, long cost, Settlement settlement) {
        return redis.run(CHARGE, key(principal), arguments(windows, cost, settlement))
                .map(answer -> verdict(windows, answer));
    }

    /// The part in braces is the hash tag, which determines the slot in a Redis cluster.
    private static String key(Principal principal) {
        return "quire:quota:{" + Policy.word(principal.kind()).charAt(0) + principal.name() + "}";
    }

    private static List<String> arguments(List<Window> windows, long cost, Settlement settlement) {
        var numbers = new ArrayList<>(List.of(cost, settlement.units(), settlement.charged()));
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
