package dev.quire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quire.contract.Database;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// README's walks read the whole collection with the default quotas.
@QuarkusTest
@TestProfile(OtherSettings.class)
@Timeout(1800)
class ReadmeWalkTest {

    private static final String COLLECTION = Thorough.RUN ? "items" : "products";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("dev.quire.ReadmeWalk#runnable")
    void aWalkReadsEveryItem(ReadmeWalk walk) throws Exception {
        var result = walk.run(folder, RestAssured.port, COLLECTION);
        assertEquals("", result.errors());
        assertEquals(0, result.status());
        var ids = result.output().lines().map(ReadmeWalkTest::id).toList();
        assertEquals(Database.longs("select id from " + COLLECTION + " order by id"), ids);
    }

    private static long id(String line) {
        try {
            return new ObjectMapper().readTree(line).get("id").asLong();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
