package dev.quire.shop.order;

import dev.quire.contract.CollectionContract;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class OrderContractTest extends CollectionContract {

    OrderContractTest() {
        super("/api/orders", "orders");
    }
}
