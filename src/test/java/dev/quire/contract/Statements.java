package dev.quire.contract;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/// Records the SQL that Hibernate sends, in order. One list for the whole process; see [#during].
@Singleton
@PersistenceUnitExtension
public class Statements implements StatementInspector {

    private static final long serialVersionUID = 1L;

    private static final List<String> SENT = new CopyOnWriteArrayList<>();

    @Override
    public String inspect(String sql) {
        SENT.add(sql);
        return sql;
    }

    /// Runs the action and returns the SQL that was sent during it. Cached pages are made stale first, so that the
    /// action reads from the database. Other threads must not send statements meanwhile.
    public static List<String> during(Runnable action) {
        Database.touch();
        SENT.clear();
        action.run();
        return List.copyOf(SENT);
    }
}
