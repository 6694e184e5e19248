package dev.quire.edge;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/// Whose pages may read answers in a browser.
@ConfigMapping(prefix = "quire.cors")
public interface CorsConfig {

    /// Origins such as `https://shop.example.com`; nobody without it.
    Optional<List<String>> origins();
}
