package dev.quire.planted.edge;

import dev.quire.planted.embedded.Servers;

/// A room that would not start in production.
interface ServerCheck {
    boolean isUp(Servers servers);
}
