package dev.quire.shop.user;

import dev.quire.contract.EditingContract;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class UserEditingTest extends EditingContract {

    UserEditingTest() {
        super("/api/users", "users", "country", """
                {"username": "new-%1$s", "email": "%1$s@example.com", "country": "%1$s"}""");
    }
}
