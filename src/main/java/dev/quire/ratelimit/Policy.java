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

/// What is allowed to whom.
///
/// @param windows of each kind of principal, the shortest first
/// @param allowlist those that may ask for anything
/// @param shadow whether what is beyond a quota is counted only
record Policy(Map<Principal.Kind, List<Window>> windows, List<Network> allowlist, boolean shadow) {

    /// Each costs time and room in Redis.
    private static final int MOST_WINDOWS = 4;

    Policy {
        for (var kind : Principal.Kind.values()) {
            var size = windows.getOrDefault(kind, List.of()).size();
            if (size < 1 || size > MOST_WINDOWS) {
                throw new IllegalArgumentException(
                        "%s has 1 to %d windows, not %d".formatted(word(kind), MOST_WINDOWS, size));
            }
        }
    }

    /// @throws IllegalArgumentException if the settings make no policy
    static Policy of(RateLimitConfig config) {
        var windows = new EnumMap<Principal.Kind, List<Window>>(Principal.Kind.class);
        config.windows().forEach((kind, named) -> windows.put(kind, windows(named)));
        return new Policy(windows, networks(config.allowlist().orElse(List.of())), config.shadow());
    }

    /// Reads `anonymous.burst = 300/10s`, `allowlist = 10.0.0.0/8, ::1` and `shadow = true`.
    ///
    /// @throws IllegalArgumentException if anything else stands there, or no policy
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
            throw new IllegalArgumentException("it holds windows, allowlist and shadow, which is true or false");
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
        throw new IllegalArgumentException("'" + word + "' is no kind of principal");
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

    /// The windows as the header `RateLimit-Policy` names them.
    static String header(List<Window> windows) {
        return windows.stream()
                .map(window -> "\"%s\";q=%d;w=%d"
                        .formatted(
                                window.name(), window.quota(), window.length().toSeconds()))
                .collect(joining(", "));
    }
}
