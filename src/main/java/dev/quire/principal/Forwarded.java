package dev.quire.principal;

import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Parses the addresses in `X-Forwarded-For` and `Forwarded` (RFC 7239). Each proxy appends the address of its own
/// client, so the last address comes from the nearest proxy.
final class Forwarded {

    private static final Pattern FOR = Pattern.compile("(?i)(?:^|;)\\s*for\\s*=\\s*\"?([^\";]*)");
    private static final Pattern PORT = Pattern.compile("^(?:\\[([^\\]]*)](?::\\w+)?|([^:]+):\\w+)$");

    private Forwarded() {}

    /// Returns one list of addresses per header that is present, in header order. An element is empty if it is not a
    /// valid IP address or if the proxy obfuscated it.
    static List<List<Optional<InetAddress>>> chains(MultiMap headers) {
        return Stream.of(
                        elements(headers, "X-Forwarded-For")
                                .map(Forwarded::address)
                                .toList(),
                        elements(headers, "Forwarded").map(Forwarded::named).toList())
                .filter(chain -> !chain.isEmpty())
                .toList();
    }

    private static Stream<String> elements(MultiMap headers, String name) {
        return headers.getAll(name).stream().flatMap(line -> Stream.of(line.split(",", -1)));
    }

    /// Reads the `for` parameter of an element of `Forwarded` (RFC 7239, 5.2).
    private static Optional<InetAddress> named(String element) {
        var name = FOR.matcher(element);
        return name.find() ? address(name.group(1)) : Optional.empty();
    }

    private static Optional<InetAddress> address(String text) {
        var node = text.strip();
        var port = PORT.matcher(node);
        if (port.matches()) {
            node = port.group(1) == null ? port.group(2) : port.group(1);
        }
        try {
            return Optional.of(InetAddress.ofLiteral(node));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
