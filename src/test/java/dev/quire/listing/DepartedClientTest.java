package dev.quire.listing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quire.TestServers;
import dev.quire.contract.Answer;
import dev.quire.contract.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When a client disconnects, the statement of its request is cancelled in the database, unless others wait for its
/// result.
@QuarkusTest
@Timeout(30) // Less than the lock timeout, which would end the statement as well.
class DepartedClientTest {

    private static final String WAITING =
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%toys%'";

    @Inject
    MeterRegistry meters;

    @BeforeEach
    void invalidate() {
        Database.touch();
    }

    private static Socket send(String target) throws IOException {
        var socket = new Socket("localhost", RestAssured.port);
        socket.getOutputStream()
                .write("GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                        .formatted(target)
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static Connection locked() throws SQLException {
        var connection = TestServers.sharedDatabase().getConnection();
        connection.setAutoCommit(false);
        connection.createStatement().execute("lock table toys in access exclusive mode");
        return connection;
    }

    private static void await(BooleanSupplier state) throws InterruptedException {
        while (!state.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private boolean noPermitIsHeld() {
        return meters.find("quire.bulkhead.held").gauges().stream().allMatch(gauge -> gauge.value() == 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/toys?per_page=7&page=3",
                "/api/toys?count=exact&sort=-weight,made_at",
                "/api/toys/1",
            })
    void theStatementOfADepartedClientIsCancelledAndItsPermitReleased(String target) throws Exception {
        try (var lock = locked()) {
            try (var _ = send(target)) {
                await(() -> Database.number(WAITING) == 1);
            }
            await(() -> Database.number(WAITING) == 0);
            await(this::noPermitIsHeld);
            lock.rollback();
        }
        assertEquals(200, Answer.get(target).response().statusCode());
    }

    @Test
    void aPageIsStillLoadedForAnotherClientThatWaitsForIt() throws Exception {
        var target = "/api/toys?per_page=7&page=5";
        var other = new FutureTask<>(() -> Answer.get(target).response().statusCode());
        try (var lock = locked()) {
            try (var _ = send(target)) {
                await(() -> Database.number(WAITING) == 1);
                Thread.ofVirtual().start(other);
            }
            lock.rollback();
        }
        assertEquals(200, other.get());
    }
}
