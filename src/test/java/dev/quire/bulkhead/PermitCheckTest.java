package dev.quire.bulkhead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PermitCheckTest {

    private static BulkheadConfig configWithConnections(int connections) {
        return new SmallRyeConfigBuilder()
                .withMapping(BulkheadConfig.class)
                .withConverter(Duration.class, 100, new DurationConverter())
                .withDefaultValue("quire.bulkhead.connections", Integer.toString(connections))
                .build()
                .getConfigMapping(BulkheadConfig.class);
    }

    @Test
    void fewerPermitsThanConnectionsAreAccepted() {
        PermitCheck.check(configWithConnections(33));
    }

    @Test
    void asManyPermitsAsConnectionsAreRejectedWithTheSettingsToChange() {
        var rejection =
                assertThrows(IllegalArgumentException.class, () -> PermitCheck.check(configWithConnections(32)));
        assertEquals(
                "the permits of quire.bulkhead add up to 32; quarkus.datasource.jdbc.max-size (32) must be greater",
                rejection.getMessage());
    }
}
