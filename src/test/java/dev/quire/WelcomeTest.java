package dev.quire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.api.Test;

class WelcomeTest {

    @Test
    void theGreetingNamesEveryPlaceAtTheAddressThatIsReallyOpen() {
        assertEquals(
                """
                Quire listens:
                  Start page  http://localhost:28080/
                  API         http://localhost:28080/api/products
                  Swagger UI  http://localhost:28080/q/swagger-ui
                  Health      http://localhost:28080/q/health""",
                Welcome.greeting(URI.create("http://localhost:28080")));
    }
}
