package dev.quire.principal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vertx.core.MultiMap;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrincipalsTest {

    private final Principals principals = new Principals(() -> List.of("10.0.0.0/8", "2001:db8::7"));

    private String client(String peer, String... headers) {
        var all = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1]);
        }
        return principals.client(InetAddress.ofLiteral(peer), all).getHostAddress();
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-For, 192.0.2.1", "Forwarded, for=192.0.2.1", "X-Real-IP, 192.0.2.1"})
    void whoIsNoTrustedProxyIsNotBelieved(String name, String value) {
        assertEquals("203.0.113.9", client("203.0.113.9", name, value));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            192.0.2.1                             | 192.0.2.1
            192.0.2.1:4711                        | 192.0.2.1
            2001:db8:1::1                         | 2001:db8:1:0:0:0:0:1
            [2001:db8:1::1]:4711                  | 2001:db8:1:0:0:0:0:1
            192.0.2.1, 10.2.3.4                   | 192.0.2.1
            192.0.2.1, 10.2.3.4, 2001:db8::7      | 192.0.2.1
            198.51.100.1, 192.0.2.1               | 192.0.2.1
            10.9.9.9, 198.51.100.1, 192.0.2.1     | 192.0.2.1
            198.51.100.1, nobody, 10.2.3.4        | 10.2.3.4
            198.51.100.1,                         | 10.1.1.1
            nobody                                | 10.1.1.1
            localhost                             | 10.1.1.1
            10.2.3.4                              | 10.2.3.4""")
    void ofThoseATrustedProxyNamesTheLastCountsThatIsNoProxy(String chain, String client) {
        assertEquals(client, client("10.1.1.1", "X-Forwarded-For", chain));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            for=192.0.2.1                                            | 192.0.2.1
            proto=https;For="192.0.2.1:80";by=10.1.1.1               | 192.0.2.1
            for="[2001:db8:1::1]:4711"                               | 2001:db8:1:0:0:0:0:1
            for=198.51.100.1, for=192.0.2.1;proto=http, for=10.2.3.4 | 192.0.2.1
            for=198.51.100.1, for=_hidden                            | 10.1.1.1
            for=198.51.100.1, for=unknown                            | 10.1.1.1
            for=198.51.100.1, proto=https                            | 10.1.1.1
            for=                                                     | 10.1.1.1""")
    void theFormOfRfc7239IsReadAlike(String chain, String client) {
        assertEquals(client, client("10.1.1.1", "Forwarded", chain));
    }

    @Test
    void severalLinesAreOneChain() {
        assertEquals(
                "192.0.2.1", client("10.1.1.1", "X-Forwarded-For", "198.51.100.1", "X-Forwarded-For", "192.0.2.1"));
    }

    @Test
    void whereTheTwoFormsDisagreeNeitherIsBelieved() {
        assertEquals("10.1.1.1", client("10.1.1.1", "X-Forwarded-For", "192.0.2.1", "Forwarded", "for=192.0.2.2"));
        assertEquals("192.0.2.1", client("10.1.1.1", "X-Forwarded-For", "192.0.2.1", "Forwarded", "for=192.0.2.1"));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0",
        "2001:db8:1:2::, 2001:db8:1:2:0:0:0:0",
        "::ffff:192.0.2.1, 192.0.2.1"
    })
    void aCustomerHasAnAddressOrANetworkOf64Bits(String address, String customer) {
        assertEquals(customer, Principals.customer(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.0.0.0/9, 10.128.0.1, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "::/0, 8.8.8.8, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "192.0.2.1, 192.0.2.1, true"
    })
    void aNetworkHoldsWhatBeginsWithItsBits(String network, String address, boolean held) {
        assertEquals(held, Network.parse(network).contains(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8/8", "example.com", "::/129"})
    void whatIsNoNetworkIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Network.parse(text));
    }
}
