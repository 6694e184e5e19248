package dev.quire.planted.edge;

import org.eclipse.microprofile.config.Config;

/// Violates a rule: settings must be declared by a configuration mapping.
interface LooseSetting {
    String url(Config config);
}
