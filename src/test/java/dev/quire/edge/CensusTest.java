package dev.quire.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CensusTest {

    private final Census census = new Census(4, 2, Set.of(address("10.1.2.3"), address("::1"))::contains);

    private static InetAddress address(String written) {
        return InetAddress.ofLiteral(written);
    }

    @Test
    void anAddressHasItsShareAndWhoIsRefusedIsNotCounted() {
        var one = address("192.0.2.1");
        assertTrue(census.enter(one));
        assertTrue(census.enter(one));
        for (int i = 0; i < 100; i++) {
            assertFalse(census.enter(one));
        }
        assertTrue(census.enter(address("192.0.2.2")));
        census.leave(one);
        assertTrue(census.enter(one));
        assertEquals(3, census.size());
    }

    @Test
    void allTogetherHaveTheirs() {
        for (int i = 1; i <= 4; i++) {
            assertTrue(census.enter(address("192.0.2." + i)));
        }
        assertFalse(census.enter(address("192.0.2.9")));
        assertFalse(census.enter(address("10.1.2.3")));
        assertEquals(4, census.size());
    }

    @Test
    void aProxyHasNoShareOfItsOwn() {
        for (int i = 0; i < 4; i++) {
            assertTrue(census.enter(address("10.1.2.3")));
        }
        census.leave(address("10.1.2.3"));
        assertTrue(census.enter(address("::1")));
    }

    @Test
    void aNetworkOfIpv6IsOneClient() {
        assertTrue(census.enter(address("2001:db8::1")) && census.enter(address("2001:db8::2")));
        assertFalse(census.enter(address("2001:db8:0:0:ffff::3")));
        assertTrue(census.enter(address("2001:db8:0:1::1")));
    }

    @Test
    void nothingIsKeptOfThoseWhoLeft() {
        for (int i = 1; i <= 200; i++) {
            var address = address("192.0.2." + i);
            assertTrue(census.enter(address));
            census.leave(address);
        }
        assertEquals(0, census.customers());
        assertEquals(0, census.size());
    }
}
