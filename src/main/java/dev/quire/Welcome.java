package dev.quire;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.runtime.management.ManagementConfig;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/// Tells who starts dev mode where things are, once the port is open: a command opens none and is not greeted, nor is a
/// live reload, which keeps the port.
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
                .forEach(LOG::info); // A record is a line.
    }

    static String greeting(String base, String management) {
        return """
                Quire listens:
                  Start page  %1$s/
                  API         %1$s/api/products
                  Swagger UI  %1$s/q/swagger-ui
                  Health      %2$s/q/health""".formatted(base, management);
    }
}
