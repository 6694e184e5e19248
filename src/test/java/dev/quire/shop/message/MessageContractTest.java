package dev.quire.shop.message;

import dev.quire.contract.CollectionContract;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class MessageContractTest extends CollectionContract {

    MessageContractTest() {
        super("/api/messages", "messages");
    }
}
