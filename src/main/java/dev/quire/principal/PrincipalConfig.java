package dev.quire.principal;

import io.smallrye.config.ConfigMapping;
import java.util.List;

/// Configures which proxies are trusted to report the address of their client.
@ConfigMapping(prefix = "quire.principal")
public interface PrincipalConfig {

    /// Addresses or networks of trusted proxies. The same list decides whose forwarding headers affect links.
    List<String> trustedProxies();
}
