package dev.quire;

import org.eclipse.microprofile.config.ConfigProvider;

/// URLs of the management port of the application under test, which serves health and metrics.
public final class Management {

    private Management() {}

    public static String url(String path) {
        var port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        return "http://localhost:" + port + path;
    }
}
