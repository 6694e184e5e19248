package dev.quire.ratelimit;

import static java.util.stream.Collectors.joining;

import dev.quire.principal.Network;
import dev.quire.principal.Principal;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// A rate limit policy. Immutable.
///
/// @param windows the windows of each kind of principal, shortest first
/// @param allowlist networks whose clients are not limited
/// @param shadow whether requests beyond a quota are served and only counted
record Policy(Map<Principal.Kind, List<Window>> windows, List<Network> allowlist, boolean shadow) {

    /// Each window costs time and memory in Redis.
    private static final int MAX_WINDOWS = 4;

    Policy {
        for (var kind : Principal.Kind.values()) {
            var size = windows.getOrDefault(kind, List.of()).size();
            if (size < 1 || size > MAX_WINDOWS) {
                throw new IllegalArgumentException(
                        "%s must have 1 to %d windows, but has %d".formatted(word(kind), MAX_WINDOWS, size));
            }
        }
    }

    /// @throws IllegalArgumentException if the settings are not a valid policy
    static Policy of(RateLimitConfig config) {
        var windows = new EnumMap<Principal.Kind, List<Window>>(Principal.Kind.class);
        config.windows().forEach((kind, named) -> windows.put(kind, windows(named)));
        return new Policy(windows, networks(config.allowlist().orElse(List.of())), config.shadow());
    }

    /// Reads a policy from properties such as `anonymous.burst = 20000/10s`, `allowlist = 10.0.0.0/8, ::1` and
    /// `shadow = true`.
    ///
    /// @throws IllegalArgumentException if there are other properties, or if they are not a valid policy
    static Policy of(Properties text) {
        var named = new EnumMap<Principal.Kind, Map<String, String>>(Principal.Kind.class);
        var rest = new TreeMap<String, String>();
        for (var name : text.stringPropertyNames()) {
            var dot = name.indexOf('.');
            if (dot < 0) {
                rest.put(name, text.getProperty(name));
            } else {
                named.computeIfAbsent(kind(name.substring(0, dot)), _ -> new TreeMap<>())
                        .put(name.substring(dot + 1), text.getProperty(name));
            }
        }
        var windows = new EnumMap<Principal.Kind, List<Window>>(Principal.Kind.class);
        named.forEach((kind, those) -> windows.put(kind, windows(those)));
        var allowlist = rest.containsKey("allowlist") ? rest.remove("allowlist") : "";
        var shadow = rest.containsKey("shadow") ? rest.remove("shadow") : "false";
        if (!rest.isEmpty() || !List.of("true", "false").contains(shadow.strip())) {
            throw new IllegalArgumentException(
                    "The policy can only contain windows, allowlist, and shadow, which must be true or false");
        }
        return new Policy(windows, networks(List.of(allowlist.split(",", -1))), Boolean.parseBoolean(shadow.strip()));
    }

    private static List<Window> windows(Map<String, String> named) {
        return named.entrySet().stream()
                .map(entry -> Window.parse(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(Window::length).thenComparing(Window::name))
                .toList();
    }

    private static List<Network> networks(List<String> texts) {
        return texts.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Network::parse)
                .toList();
    }

    private static Principal.Kind kind(String word) {
        for (var kind : Principal.Kind.values()) {
            if (word(kind).equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("Unknown kind of principal '" + word + "'");
    }

    static String word(Principal.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    boolean allows(InetAddress address) {
        return allowlist.stream().anyMatch(network -> network.contains(address));
    }

    List<Window> windows(Principal principal) {
        return windows.getOrDefault(principal.kind(), List.of());
    }

    /// Returns the value of the header `RateLimit-Policy`.
    static String header(List<Window> windows) {
        return windows.stream()
                .map(window -> "\"%s\";q=%d;w=%d"
                        .formatted(
                                window.name(), window.quota(), window.length().toSeconds()))
                .collect(joining(", "));
    }
}
