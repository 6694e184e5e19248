package dev.quire.planted.edge;

import javax.sql.DataSource;

/// A room without storage that opens connections.
interface DatabaseCheck {
    boolean isUp(DataSource source);
}
