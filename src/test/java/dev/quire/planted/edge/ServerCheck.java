package dev.quire.planted.edge;

import dev.quire.planted.embedded.Servers;

/// Violates a rule: nothing may depend on the embedded servers, which are absent in production.
interface ServerCheck {
    boolean isUp(Servers servers);
}
