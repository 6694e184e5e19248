package dev.quire.principal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Addresses that begin with the same bits.
public final class Network {

    private final byte[] first;
    private final int prefix;

    private Network(byte[] first, int prefix) {
        this.first = first;
        this.prefix = prefix;
    }

    /// The network of so many bits that an address is in; of all bits if it has no more.
    static Network of(InetAddress address, int prefix) {
        var bytes = address.getAddress();
        for (int bit = prefix; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        return new Network(bytes, Math.min(prefix, bytes.length * 8));
    }

    /// Reads an address, or a network as `10.0.0.0/8`. Asks no name server.
    ///
    /// @throws IllegalArgumentException if the text is neither
    public static Network parse(String text) {
        var slash = text.indexOf('/');
        var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        var bits = address.getAddress().length * 8;
        var prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException(
                    "the network '%s' has 0 to %d bits behind its '/'".formatted(text, bits));
        }
        return of(address, prefix);
    }

    public boolean contains(InetAddress address) {
        return Arrays.equals(of(address, prefix).first, first);
    }

    /// Its first address.
    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(first).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
