package dev.quire;

import org.eclipse.microprofile.config.ConfigProvider;

/// The port for health and metrics of the application under test.
public final class Management {

    private Management() {}

    public static String url(String path) {
        var port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        return "http://localhost:" + port + path;
    }
}
