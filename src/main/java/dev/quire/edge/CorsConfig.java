package dev.quire.edge;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/// Configures which web origins may read responses in a browser (CORS).
@ConfigMapping(prefix = "quire.cors")
public interface CorsConfig {

    /// Allowed origins, such as `https://shop.example.com`. If empty, CORS is off.
    Optional<List<String>> origins();
}
