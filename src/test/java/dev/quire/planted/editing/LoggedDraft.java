package dev.quire.planted.editing;

import org.jboss.logging.Logger;

/// The core of writing with a framework in it.
interface LoggedDraft {
    Logger log();
}
