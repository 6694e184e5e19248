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

/// Stores the results of writes by idempotency key, in the transaction of the write itself. A result is therefore
/// stored if and only if the write is committed.
///
/// A key in use is protected by an advisory lock on its digest until the transaction ends, so that a concurrent retry
/// is rejected at once. Every insert deletes up to [#SWEEP_LIMIT] expired keys, so that the table does not grow
/// without bound and no cleanup job is needed.
@Singleton
final class IdempotencyKeys {

    private static final int SWEEP_LIMIT = 4;

    /// Takes the lock and looks the key up in one statement. The statement's snapshot is older than the lock, so it
    /// may miss a key that was committed in between; [#END] detects that by the unique key.
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
            where k.created_at < :expired""".formatted(SWEEP_LIMIT);

    private final Clock clock;
    private final Duration timeToLive;

    IdempotencyKeys(IdempotencyConfig config, Clock clock) {
        this.clock = clock;
        timeToLive = config.timeToLive();
        if (timeToLive.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException(
                    "quire.idempotency.time-to-live must be at least one minute, but is " + timeToLive);
        }
    }

    /// Locks the key until the transaction ends and looks up its result.
    ///
    /// @return the stored result; empty if the request was not processed before
    /// @throws ConflictException if the same request is in progress
    /// @throws ReusedKeyException if the key was used for a different request
    Optional<Outcome> begin(Once once) {
        var row = bindKey(session().createNativeQuery(BEGIN, Object[].class), once)
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
            throw inProgress();
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

    /// Stores the result.
    ///
    /// @throws ConflictException if another transaction stored one since [#begin]
    void end(Once once, Outcome outcome) {
        var stored = bindKey(session().createNativeMutationQuery(END), once)
                .setParameter("fingerprint", once.fingerprint())
                .setParameter("status", outcome.status())
                .setParameter("location", outcome.location(), StandardBasicTypes.STRING)
                .setParameter("etag", outcome.etag(), StandardBasicTypes.STRING)
                .setParameter("body", outcome.body(), StandardBasicTypes.STRING)
                .setParameter("now", clock.instant())
                .setParameter("expired", expired())
                .executeUpdate();
        if (stored == 0) {
            throw inProgress();
        }
    }

    private static ConflictException inProgress() {
        return new ConflictException("a request with this Idempotency-Key is still in progress; retry it later");
    }

    private static <Q extends CommonQueryContract> Q bindKey(Q statement, Once once) {
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

    /// A hash collision between two requests is harmless: at worst, one of them is rejected and has to be retried.
    private static long lock(Once once) {
        var text = String.join("\n", once.principal(), once.key(), once.method(), once.target());
        return ByteBuffer.wrap(Sha256.of(text)).getLong();
    }

    private static Session session() {
        return Panache.getSession();
    }
}
