package dev.quire.shop.order;

import dev.quire.contract.CollectionContract;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ItemContractTest extends CollectionContract {

    ItemContractTest() {
        super("/api/items", "items");
    }
}
