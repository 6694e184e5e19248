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

/// Finds who asks.
///
/// What a client claims to have come through gains it nothing: an address is believed only from a trusted proxy, and of
/// several, only the last one that no trusted proxy has.
@Singleton
public final class Principals {

    /// A provider gives each customer so many bits of IPv6, or fewer, and the rest is the customer's own (RFC 6177).
    private static final int CUSTOMER_BITS = 64;

    private final List<Network> proxies;

    Principals(PrincipalConfig config) {
        proxies = config.trustedProxies().stream().map(Network::parse).toList();
    }

    public Principal of(HttpServerRequest request) {
        return new Principal(
                Kind.ANONYMOUS, address(request).map(Principals::customer).orElse("local"));
    }

    /// All addresses of one customer have the same.
    public static String customer(InetAddress address) {
        return Network.of(address, CUSTOMER_BITS).toString();
    }

    /// Where the request comes from; empty if it has come by no network.
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
        // The proxy sets one of two headers, and hands on what the client made of the other.
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

    /// Whether it is a proxy that speaks for others.
    public boolean isTrusted(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }
}
