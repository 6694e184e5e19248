package dev.quire.readme;

import dev.quire.contract.CollectionContract;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class MarbleContractTest extends CollectionContract {
    MarbleContractTest() {
        super("/api/marbles", "marbles");
    }
}
