package dev.quire.editing.panache;

import dev.quire.catalogue.ConflictException;
import dev.quire.digest.Sha256;
import dev.quire.editing.Once;
import dev.quire.editing.Outcome;
import dev.quire.editing.ReusedKeyException;
import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.CommonQueryContract;
import org.hibernate.type.StandardBasicTypes;
import org.jspecify.annotations.Nullable;

/// The answers of requests that bore an idempotency key, kept by the transaction of the write itself: an answer is
/// there if and only if the write is.
///
/// A key in use is locked by its digest until the transaction ends, so that the same request, come again meanwhile, is
/// refused at once. Each key that is kept takes up to [#SWEPT] expired ones away, so that the table cannot grow
/// faster than it shrinks.
@Singleton
final class IdempotencyKeys {

    private static final int SWEPT = 4;

    /// Lock and look-up in one statement. It sees the keys of before the lock; one that was kept in between is met as
    /// the key is kept.
    private static final String BEGIN = """
            select pg_try_advisory_xact_lock(:lock) as locked, k.fingerprint, k.status, k.location, k.etag, k.body
            from (values (1)) one left join idempotency_keys k
            on k.principal = :principal and k.key = :key and k.method = :method and k.target = :target
            and k.created_at >= :expired""";

    private static final String END = """
            with swept as (delete from idempotency_keys where ctid = any (array(
                select ctid from idempotency_keys where created_at < :expired and key <> :key
                order by created_at limit %d for update skip locked)))
            insert into idempotency_keys as k
                (principal, key, method, target, fingerprint, status, location, etag, body, created_at)
            values (:principal, :key, :method, :target, :fingerprint, :status, :location, :etag, :body, :now)
            on conflict (principal, key, method, target) do update
            set fingerprint = excluded.fingerprint, status = excluded.status, location = excluded.location,
                etag = excluded.etag, body = excluded.body, created_at = excluded.created_at
            where k.created_at < :expired""".formatted(SWEPT);

    private final Clock clock;
    private final Duration timeToLive;

    IdempotencyKeys(IdempotencyConfig config, Clock clock) {
        this.clock = clock;
        timeToLive = config.timeToLive();
        if (timeToLive.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("an idempotency key is known for a minute or more, not " + timeToLive);
        }
    }

    /// @return the answer, if the request was answered before
    /// @throws ConflictException if the request is under way
    /// @throws ReusedKeyException if the key belongs to another request
    Optional<Outcome> begin(Once once) {
        var row = bound(session().createNativeQuery(BEGIN, Object[].class), once)
                .addScalar("locked", StandardBasicTypes.BOOLEAN)
                .addScalar("fingerprint", StandardBasicTypes.STRING)
                .addScalar("status", StandardBasicTypes.INTEGER)
                .addScalar("location", StandardBasicTypes.STRING)
                .addScalar("etag", StandardBasicTypes.STRING)
                .addScalar("body", StandardBasicTypes.STRING)
                .setParameter("lock", lock(once))
                .setParameter("expired", expired())
                .getSingleResult();
        if (!Boolean.TRUE.equals(row[0])) {
            throw underWay();
        }
        if (row[1] == null) {
            return Optional.empty();
        }
        if (!once.fingerprint().equals(row[1])) {
            throw new ReusedKeyException();
        }
        return Optional.of(new Outcome((Integer) row[2], text(row[3]), text(row[4]), text(row[5]), false));
    }

    private static @Nullable String text(@Nullable Object value) {
        return (String) value;
    }

    /// Keeps the answer.
    ///
    /// @throws ConflictException if another transaction kept one since this one began
    void end(Once once, Outcome outcome) {
        var kept = bound(session().createNativeMutationQuery(END), once)
                .setParameter("fingerprint", once.fingerprint())
                .setParameter("status", outcome.status())
                .setParameter("location", outcome.location(), StandardBasicTypes.STRING)
                .setParameter("etag", outcome.etag(), StandardBasicTypes.STRING)
                .setParameter("body", outcome.body(), StandardBasicTypes.STRING)
                .setParameter("now", clock.instant())
                .setParameter("expired", expired())
                .executeUpdate();
        if (kept == 0) {
            throw underWay();
        }
    }

    private static ConflictException underWay() {
        return new ConflictException("a request with this Idempotency-Key is under way; try again in a moment");
    }

    private static <Q extends CommonQueryContract> Q bound(Q statement, Once once) {
        statement
                .setParameter("principal", once.principal())
                .setParameter("key", once.key())
                .setParameter("method", once.method())
                .setParameter("target", once.target());
        return statement;
    }

    private Instant expired() {
        return clock.instant().minus(timeToLive);
    }

    /// Two requests of one digest would at worst refuse each other for a moment.
    private static long lock(Once once) {
        var text = String.join("\n", once.principal(), once.key(), once.method(), once.target());
        return ByteBuffer.wrap(Sha256.of(text)).getLong();
    }

    private static Session session() {
        return Panache.getSession();
    }
}
