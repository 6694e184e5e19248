package dev.quire.suite;

/// Regular expressions for the names of test classes.
final class Patterns {

    /// Tests that start an application with settings of their own. Most of them wait for a fault to end.
    static final String OTHER_APPLICATIONS = "dev\\.quire\\.("
            + "ReadmeWalk|database\\.DatabaseFaults|edge\\.(Connections|Cors)|listing\\.TrustedProxy"
            + "|oddity\\.Fuzz|openapi\\.SwaggerUi"
            + "|pagecache\\.(DeadRedis|FrozenRedis|OneLoad|RedisFaults|RejectedEntries|WalkingReader)"
            + "|ratelimit\\.(RateLimit|RedisAway)|toy\\.CountBound)Test";

    /// Slow tests that start no application.
    static final String NO_APPLICATION = "dev\\.quire\\.("
            + "Architecture|cursor\\.CursorCodecProperty|embedded\\..+|folder\\..+|generation\\.Generations"
            + "|shop\\.retail\\.(Generator|ImportProcess|RetailImporter)|sorting\\..+)Test";

    private Patterns() {}
}
