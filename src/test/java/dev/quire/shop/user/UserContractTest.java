package dev.quire.shop.user;

import dev.quire.contract.CollectionContract;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class UserContractTest extends CollectionContract {

    UserContractTest() {
        super("/api/users", "users");
    }
}
