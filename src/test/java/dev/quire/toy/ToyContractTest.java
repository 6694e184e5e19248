package dev.quire.toy;

import dev.quire.contract.CollectionContract;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ToyContractTest extends CollectionContract {

    ToyContractTest() {
        super("/api/toys", "toys");
    }
}
