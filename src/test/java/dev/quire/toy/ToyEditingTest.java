package dev.quire.toy;

import dev.quire.contract.EditingContract;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ToyEditingTest extends EditingContract {

    ToyEditingTest() {
        super("/api/toys", "toys", "name", """
                {"name": "%s", "price": 1.10, "weight": 77, "made_at": "2020-02-29T23:59:59.123456Z"}""");
    }
}
