package dev.quire.planted.edge;

import org.eclipse.microprofile.config.Config;

/// A setting that no interface declares.
interface LooseSetting {
    String url(Config config);
}
