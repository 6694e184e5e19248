package dev.quire;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.net.URI;
import org.jboss.logging.Logger;

/// Tells who starts dev mode where things are, once the port is open: a command opens none and is not greeted, nor is a
/// live reload, which keeps the port (and no longer knows its address).
@Singleton
@IfBuildProfile("dev")
final class Welcome {

    private static final Logger LOG = Logger.getLogger(Welcome.class);

    void greet(@ObservesAsync HttpServerStart start, HttpServer server) {
        LOG.info(greeting(server.getLocalBaseUri()));
    }

    static String greeting(URI base) {
        return """
                Quire listens:
                  Start page  %1$s/
                  API         %1$s/api/products
                  Swagger UI  %1$s/q/swagger-ui
                  Health      %1$s/q/health""".formatted(base);
    }
}
