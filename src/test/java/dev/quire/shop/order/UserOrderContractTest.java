package dev.quire.shop.order;

import dev.quire.contract.CollectionContract;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class UserOrderContractTest extends CollectionContract {

    UserOrderContractTest() {
        super("/api/users/68/orders", "/api/users/{user_id}/orders", "orders where user_id = 68");
    }
}
