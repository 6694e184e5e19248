package dev.quire;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.runtime.management.ManagementConfig;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Logs the addresses of the service in dev mode, once the HTTP port is open. A command opens no port and a live reload
/// keeps the port open, so neither logs them.
@Singleton
@IfBuildProfile("dev")
final class Welcome {

    private static final Logger LOG = Logger.getLogger(Welcome.class);

    private final ManagementConfig management;

    Welcome(ManagementConfig management) {
        this.management = management;
    }

    void greet(@ObservesAsync HttpServerStart start) {
        greeting("http://localhost:" + start.options().getPort(), "http://localhost:" + management.port())
                .lines()
                .forEach(LOG::info); // A log record is a single line.
    }

    static String greeting(String base, String management) {
        return """
                Quire is ready:
                  Start page  %1$s/
                  API         %1$s/api/products
                  Swagger UI  %1$s/q/swagger-ui
                  Health      %2$s/q/health""".formatted(base, management);
    }
}
