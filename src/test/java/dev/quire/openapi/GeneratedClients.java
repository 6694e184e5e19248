package dev.quire.openapi;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Clients that OpenAPI Generator makes from the checked-in document compile, and read a collection to its last row.
///
/// Its name keeps it out of a normal build, because it installs packages for Node.js and Python. See operations.md.
@QuarkusTest
class GeneratedClients {

    private static final Path SOURCES = Path.of("src/test/clients").toAbsolutePath();
    private static final Path FOLDER = Path.of("target/clients").toAbsolutePath();

    @Inject
    EntityManager database;

    @Test
    void theTypeScriptClientReadsEveryRow() throws IOException, InterruptedException {
        var folder = FOLDER.resolve("typescript");
        for (var file : List.of("walk.ts", "package.json", "tsconfig.json")) {
            Files.copy(SOURCES.resolve(file), folder.resolve(file), REPLACE_EXISTING);
        }
        run(folder, "npm", "install", "--no-audit", "--no-fund");
        run(folder, "npx", "tsc");
        assertEquals(products(), run(folder, "node", "walk.js", service()));
    }

    @Test
    void thePythonClientReadsEveryRow() throws IOException, InterruptedException {
        var folder = FOLDER.resolve("python");
        run(folder, "python3", "-m", "venv", "venv");
        run(folder, "venv/bin/pip", "install", "--quiet", "-r", "requirements.txt");
        Files.copy(SOURCES.resolve("walk.py"), folder.resolve("walk.py"), REPLACE_EXISTING);
        assertEquals(products(), run(folder, "venv/bin/python", "walk.py", service()));
    }

    private List<String> products() {
        List<String> ids = database.createQuery(
                        "select cast(id as string) from Product order by price desc, id desc", String.class)
                .getResultList();
        assertTrue(ids.size() > 100, "more than one page");
        return ids;
    }

    private static String service() {
        return RestAssured.baseURI + ":" + RestAssured.port;
    }

    /// Returns the lines that the command prints.
    private static List<String> run(Path folder, String... command) throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, "output", ".txt");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(5, TimeUnit.MINUTES), String.join(" ", command) + " does not end");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue(), String.join(" ", command) + ": " + Files.readString(output));
        return Files.readAllLines(output);
    }
}
