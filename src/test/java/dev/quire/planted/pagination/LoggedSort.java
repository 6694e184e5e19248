package dev.quire.planted.pagination;

import org.jboss.logging.Logger;

/// A core that logs.
interface LoggedSort {
    void log(Logger logger);
}
