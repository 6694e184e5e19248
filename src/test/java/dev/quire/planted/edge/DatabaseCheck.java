package dev.quire.planted.edge;

import javax.sql.DataSource;

/// Violates a rule: only the packages that need SQL of their own may use JDBC.
interface DatabaseCheck {
    boolean isUp(DataSource source);
}
