package dev.quire.planted.edge;

/// A setting that no one can see in the configuration.
final class Environment {

    String home() {
        return System.getenv("QUIRE_HOME");
    }
}
