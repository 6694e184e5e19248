package dev.quire.principal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// An IP network: the addresses that share a prefix of bits. An IPv4 network contains no IPv6 address, and vice
/// versa. Immutable and thread-safe.
public final class Network {

    private final byte[] first;
    private final int prefix;

    private Network(byte[] first, int prefix) {
        this.first = first;
        this.prefix = prefix;
    }

    /// Returns the network that contains the address.
    ///
    /// @param prefix the prefix length in bits; capped at the length of the address
    static Network of(InetAddress address, int prefix) {
        var bytes = address.getAddress();
        for (int bit = prefix; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        return new Network(bytes, Math.min(prefix, bytes.length * 8));
    }

    /// Parses an IP address, or a network such as `10.0.0.0/8`. Does not resolve host names.
    ///
    /// @throws IllegalArgumentException if the text is not an address or network
    public static Network parse(String text) {
        var slash = text.indexOf('/');
        var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        var bits = address.getAddress().length * 8;
        var prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException(
                    "The prefix length of network '%s' must be between 0 and %d".formatted(text, bits));
        }
        return of(address, prefix);
    }

    public boolean contains(InetAddress address) {
        return Arrays.equals(of(address, prefix).first, first);
    }

    /// Returns the first address of the network, without the prefix length.
    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(first).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
