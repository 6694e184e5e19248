package dev.quire.planted.edge;

/// Violates a rule: settings must come from the configuration, not from the environment.
final class Environment {

    String home() {
        return System.getenv("QUIRE_HOME");
    }
}
