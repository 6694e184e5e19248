package dev.quire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WelcomeTest {

    @Test
    void theGreetingListsAllUrlsWithTheActualAddresses() {
        assertEquals("""
                Quire is ready:
                  Start page  http://localhost:28080/
                  API         http://localhost:28080/api/products
                  Swagger UI  http://localhost:28080/q/swagger-ui
                  Health      http://localhost:29000/q/health""", Welcome.greeting("http://localhost:28080", "http://localhost:29000"));
    }
}
