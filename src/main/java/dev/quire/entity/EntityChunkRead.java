package dev.quire.entity;

import dev.quire.pagination.Chunk;
import dev.quire.pagination.ChunkQuery;
import dev.quire.pagination.ChunkRead;
import io.quarkus.arc.Arc;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;
import org.hibernate.JDBCException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/// Reads a chunk in a session of its own. The connection returns to the pool when the rows have been read, so a slow
/// client of an export does not hold one. [#cancel] may be called from any thread.
final class EntityChunkRead implements ChunkRead {

    private final Class<?> entity;
    private final ChunkQuery query;
    private volatile boolean cancelled;
    private volatile @Nullable Session current;

    EntityChunkRead(Class<?> entity, ChunkQuery query) {
        this.entity = entity;
        this.query = query;
    }

    @Override
    public Chunk read() {
        try (var session = Arc.container().instance(SessionFactory.class).get().openSession()) {
            current = session;
            return Availability.checked(() -> cancellable(session));
        } finally {
            current = null;
        }
    }

    /// Reports any failure of a statement that [#cancel] ended as a cancellation, since it says nothing about the
    /// database.
    private Chunk cancellable(Session session) {
        try {
            return read(session);
        } catch (PersistenceException e) {
            if (cancelled) {
                throw new CancellationException();
            }
            // If another session cancelled the statement, Hibernate wraps the JDBCException.
            throw e.getCause() instanceof JDBCException cause ? cause : e;
        }
    }

    private Chunk read(Session session) {
        var where = new Where(query.filters());
        var columns = new Columns(query.fields(), query.keys());
        var statement = statement(session, where, columns);
        where.parameters().forEach(statement::setParameter);
        if (cancelled) {
            throw new CancellationException();
        }
        var results = statement.list();
        var rows = new ArrayList<@Nullable Object[]>(results.size());
        for (var result : results.subList(0, Math.min(results.size(), query.size()))) {
            rows.add((@Nullable Object[]) result);
        }
        var end = rows.isEmpty() ? query.after() : columns.keyset(rows.getLast());
        return new Chunk(rows, end, results.size() > query.size());
    }

    private SelectionQuery<?> statement(Session session, Where where, Columns columns) {
        var after = query.after();
        // One extra row shows whether more rows follow.
        var limit = query.size() + 1;
        if (after == null) {
            var hql = columns.select(entity) + where.hql() + Hql.orderBy(query.sort());
            return session.createSelectionQuery(hql, Object[].class).setMaxResults(limit);
        }
        var seek = new Seek(query.sort().keys(), query.keys(), after);
        var hql = Hql.union(columns.select(entity), where, seek.branches(), query.sort());
        var statement = session.createSelectionQuery(hql, Object[].class)
                .setParameter("limit", limit)
                .setMaxResults(limit);
        seek.parameters().forEach(statement::setParameter);
        return statement;
    }

    @Override
    public void cancel() {
        cancelled = true;
        var session = current;
        if (session != null) {
            session.cancelQuery();
        }
    }
}
