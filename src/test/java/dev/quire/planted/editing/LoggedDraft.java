package dev.quire.planted.editing;

import org.jboss.logging.Logger;

/// Violates a rule: the core of editing must not depend on a framework.
interface LoggedDraft {
    Logger log();
}
