package dev.quire.principal;

import dev.quire.principal.Principal.Kind;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Identifies the client of a request.
///
/// Forged forwarding headers have no effect: they are read only if the peer is a trusted proxy, and of several
/// addresses the last one that does not belong to a trusted proxy counts. Thread-safe.
@Singleton
public final class Principals {

    /// Providers assign each customer an IPv6 prefix of at most this length, so a customer controls all addresses
    /// within it (RFC 6177).
    private static final int CUSTOMER_BITS = 64;

    private final List<Network> proxies;

    Principals(PrincipalConfig config) {
        proxies = config.trustedProxies().stream().map(Network::parse).toList();
    }

    /// Returns the principal of a request; its name is `local` if the request did not arrive over a network.
    public Principal of(HttpServerRequest request) {
        return new Principal(
                Kind.ANONYMOUS, address(request).map(Principals::customer).orElse("local"));
    }

    /// Returns the name of the customer that an address belongs to: the IPv4 address, or the IPv6 /64 network.
    public static String customer(InetAddress address) {
        return Network.of(address, CUSTOMER_BITS).toString();
    }

    /// Returns the address of the client, as reported by trusted proxies; empty if the request did not arrive over a
    /// network.
    public Optional<InetAddress> address(HttpServerRequest request) {
        return peer(request.connection().remoteAddress()).map(peer -> client(peer, request.headers()));
    }

    private static Optional<InetAddress> peer(SocketAddress peer) {
        return Optional.ofNullable(peer.hostAddress()).map(InetAddress::ofLiteral);
    }

    InetAddress client(InetAddress peer, MultiMap headers) {
        var clients = new HashSet<InetAddress>();
        if (isTrusted(peer)) {
            Forwarded.chains(headers).forEach(chain -> clients.add(client(peer, chain)));
        }
        // A proxy sets one of the two headers and may pass the other on as the client sent it. If they
        // disagree, neither is trusted.
        return clients.size() == 1 ? clients.iterator().next() : peer;
    }

    private InetAddress client(InetAddress peer, List<Optional<InetAddress>> chain) {
        var nearest = peer;
        for (var before : chain.reversed()) {
            if (before.isEmpty()) {
                return nearest;
            }
            nearest = before.get();
            if (!isTrusted(nearest)) {
                return nearest;
            }
        }
        return nearest;
    }

    /// Whether the address belongs to a trusted proxy.
    public boolean isTrusted(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }
}
