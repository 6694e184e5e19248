package dev.quire.ratelimit;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.concurrent.ThreadLocalRandom;

/// Simulates new clients by sending forwarding headers as a trusted proxy does.
final class Quota {

    private Quota() {}

    static String newAddress() {
        var random = ThreadLocalRandom.current();
        return "198.%d.%d.%d".formatted(18 + random.nextInt(2), random.nextInt(256), random.nextInt(256));
    }

    static RequestSpecification client(String address) {
        return given().header("X-Forwarded-For", address);
    }

    static Response get(String address, String target) {
        return client(address).urlEncodingEnabled(false).get(target);
    }

    /// Returns the remaining units of a window.
    static long left(Response answer, String window) {
        var header = answer.header("RateLimit");
        return Long.parseLong(header.replaceFirst(".*\"" + window + "\";r=(\\d+);.*", "$1"));
    }
}
