package dev.quire.principal;

import io.smallrye.config.ConfigMapping;
import java.util.List;

/// Whom to believe when it says for whom it asks.
@ConfigMapping(prefix = "quire.principal")
public interface PrincipalConfig {

    /// Addresses or networks of proxies; those that shape the links.
    List<String> trustedProxies();
}
