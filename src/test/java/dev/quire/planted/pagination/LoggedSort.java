package dev.quire.planted.pagination;

import org.jboss.logging.Logger;

/// Violates a rule: the pagination model must not depend on a logging library.
interface LoggedSort {
    void log(Logger logger);
}
