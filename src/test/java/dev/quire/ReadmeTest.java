package dev.quire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Checks that README's example is the code of `dev.quire.readme`, and that its links and package map are correct.
final class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final Path EXAMPLE = Path.of("src/test/java/dev/quire/readme");
    private static final Path MIGRATION = Path.of("src/test/resources/db/migration/V1001__marbles.sql");
    private static final List<String> CLASSES =
            List.of("Marble", "MarbleView", "MarbleDraft", "MarbleCollection", "MarbleContractTest");
    private static final int MAX_LINES = 150;

    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)");
    private static final Pattern MAP_ROW = Pattern.compile("(?m)^\\| `([a-z]+)` \\|");

    /// README leaves out the package line, the imports and blank lines, so these are not compared.
    @Test
    void theExampleIsTheTestedCode() throws IOException {
        var section = section("Add a collection");
        var code = CLASSES.stream()
                .flatMap(name -> read(EXAMPLE.resolve(name + ".java")).lines())
                .filter(line -> !line.isBlank() && !line.startsWith("package ") && !line.startsWith("import "))
                .toList();
        assertEquals(code, block(section, "java"));
        assertEquals(Files.readAllLines(MIGRATION), block(section, "sql"));
    }

    @Test
    void theMapListsEveryPackageOnce() throws IOException {
        try (var folders = Files.list(Path.of("src/main/java/dev/quire"))) {
            var packages = folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
            var rows = MAP_ROW.matcher(section("Map")).results();
            assertEquals(packages, rows.map(row -> row.group(1)).sorted().toList());
        }
    }

    @Test
    void theWalksAreTheCodeSamplesOfTheOpenApiDocument() throws IOException {
        var paths = new ObjectMapper()
                .readTree(Path.of("src/main/docs/openapi.json").toFile())
                .get("paths");
        var walks = Map.of("sh", "/api/items", "js", "/api/messages", "python", "/api/messages");
        for (var walk : ReadmeWalk.values()) {
            var samples = paths.get(walks.get(walk.language())).get("get").findValuesAsText("source");
            assertTrue(samples.contains(walk.text()), () -> walk + " is not one of " + samples);
        }
    }

    @Test
    void readmeIsWithinItsLineLimit() throws IOException {
        var lines = Files.readAllLines(README).size();
        assertTrue(lines <= MAX_LINES, lines + " lines");
    }

    @Test
    void everyLinkBetweenDocumentsRefersToAFile() throws IOException {
        try (var documents = Files.walk(Path.of("src/main/docs"))) {
            var dead = Stream.concat(
                            Stream.of(README),
                            documents.filter(path -> path.toString().endsWith(".md")))
                    .flatMap(ReadmeTest::deadLinks)
                    .toList();
            assertEquals(List.of(), dead);
        }
    }

    private static Stream<String> deadLinks(Path document) {
        return LINK.matcher(read(document))
                .results()
                .map(link -> link.group(1))
                .filter(target -> !target.contains("://"))
                .filter(target -> !Files.exists(document.resolveSibling(target)))
                .map(target -> document + " links to " + target);
    }

    private static String section(String title) throws IOException {
        var readme = Files.readString(README);
        var start = readme.indexOf("\n## " + title + "\n");
        assertTrue(start >= 0, "README has no section '" + title + "'");
        var end = readme.indexOf("\n## ", start + 1);
        return readme.substring(start, end < 0 ? readme.length() : end);
    }

    /// The lines of the code blocks in this language, without blank lines.
    private static List<String> block(String section, String language) {
        return Pattern.compile("(?m)^```" + language + "\\n([\\s\\S]*?)^```$")
                .matcher(section)
                .results()
                .flatMap(block -> block.group(1).lines())
                .filter(line -> !line.isBlank())
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
