package dev.quire.shop.order;

import dev.quire.contract.CollectionContract;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class OrderItemContractTest extends CollectionContract {

    OrderItemContractTest() {
        super("/api/orders/24/items", "/api/orders/{order_id}/items", "items where order_id = 24");
    }
}
