package dev.quire.product;

import dev.quire.contract.EditingContract;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ProductEditingTest extends EditingContract {

    ProductEditingTest() {
        super("/api/products", "products", "name", """
                {"sku": "NEW-%1$s", "name": "%1$s", "price": 1.10}""");
    }
}
