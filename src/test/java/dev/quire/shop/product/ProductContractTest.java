package dev.quire.shop.product;

import dev.quire.contract.CollectionContract;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ProductContractTest extends CollectionContract {

    ProductContractTest() {
        super("/api/products", "products");
    }
}
