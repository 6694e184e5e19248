package dev.quire.toy;

import dev.quire.contract.CollectionContract;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class BrickContractTest extends CollectionContract {

    BrickContractTest() {
        super("/api/bricks", "toys");
    }
}
