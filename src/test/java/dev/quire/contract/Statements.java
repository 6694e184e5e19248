package dev.quire.contract;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/// The SQL that Hibernate sends, in order.
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

    /// What was sent while the action ran, which found nothing in the cache. Nothing else may send statements
    /// meanwhile.
    public static List<String> during(Runnable action) {
        Database.touch();
        SENT.clear();
        action.run();
        return List.copyOf(SENT);
    }
}
