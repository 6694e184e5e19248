package dev.quire.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.contract.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// Sends two thousand requests for paths outside the served folder. A canary file with a unique name and size is next
/// to the served folder, and links in the folder refer to it.
@QuarkusTest
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostilePathsTest {

    private static final int PATHS = 2_000;
    private static final String CANARY = "canary-5c1e7";
    private static final int SIZE = 98_731;

    private static final List<String> NAMES = List.of(
            "..",
            "..",
            "..",
            "..",
            ".",
            "",
            "hostile",
            "hostile",
            "sub",
            "sub",
            "out",
            "out",
            "file",
            "loop",
            "chain",
            "root",
            "up",
            "outside",
            "served",
            "etc",
            "passwd",
            "~",
            "~root",
            "...",
            ".. ",
            " ..",
            "..;",
            "..\u3000",
            "\uFF0E\uFF0E",
            "\u2025",
            "\u2024\u2024",
            ".\u200B.",
            "CON",
            "..%",
            "$HOME",
            "*",
            "x".repeat(255),
            "x".repeat(256));
    private static final List<String> STARTS = List.of(
            "", "", "", "", "", "/", "//", "///", "\\", "file:", "file:///", "C:\\", "\\\\?\\", "./", "~/", "hostile/");
    private static final List<String> SEPARATORS =
            List.of("/", "/", "/", "/", "//", "\\", "\uFF0F", "\u2215", "/./", ";/", "\0/");
    private static final List<String> ENDS =
            List.of("", "", "", "", "/", ".", " ", "\0", "\0.txt", "::$DATA", "%00", "/.", "\r\n", "#", "?");

    private final MadeFolder folder = new MadeFolder("hostile");
    private final MadeFolder outside = new MadeFolder("../outside");

    @BeforeAll
    void make() throws IOException {
        var canary = Files.write(outside.path.resolve(CANARY), new byte[SIZE]);
        Files.createDirectory(folder.path.resolve("sub"));
        Files.write(folder.path.resolve("sub/inside.txt"), new byte[3]);
        link("out", outside.path);
        link("sub/out", Path.of("../../../outside"));
        link("file", canary);
        link("loop", Path.of("loop"));
        link("chain", Path.of("sub/out"));
        link("root", Path.of("/"));
        link("up", Path.of("../.."));
    }

    private void link(String name, Path target) throws IOException {
        Files.createSymbolicLink(folder.path.resolve(name), target);
    }

    @AfterAll
    void deleteFolders() throws IOException {
        folder.close();
        outside.close();
    }

    @Test
    void noneOfTwoThousandPathsRevealsAnythingOutside() throws Exception {
        var random = new Random(9465);
        var targets = IntStream.range(0, PATHS).mapToObj(_ -> target(random)).toList();
        var statuses = new TreeMap<Integer, Integer>();
        try (var clients = Executors.newFixedThreadPool(4)) {
            var answers = targets.stream()
                    .map(target -> clients.submit(() -> assertHidden(target)))
                    .toList();
            for (var answer : answers) {
                statuses.merge(answer.get(), 1, Integer::sum);
            }
        }
        // Each kind of response occurs: a path inside the folder, a malformed path, a path that does not exist.
        assertTrue(statuses.keySet().containsAll(List.of(200, 400, 404)), statuses.toString());
        assertTrue(statuses.headMap(200).isEmpty() && statuses.tailMap(500).isEmpty(), statuses.toString());
    }

    /// Verifies that the response does not reveal the canary.
    ///
    /// @return the status
    private static int assertHidden(String target) {
        var answer = RawHttp.get(target);
        assertFalse(answer.body().contains(Integer.toString(SIZE)), target + " → " + answer.body());
        // A problem document contains the requested path.
        assertFalse(!target.contains(CANARY) && answer.body().contains(CANARY), target + " → " + answer.body());
        assertFalse(target.contains(CANARY) && answer.status() == 200, target + " → " + answer.body());
        return answer.status();
    }

    private static String target(Random random) {
        var path = any(random, STARTS);
        var names = 1 + random.nextInt(random.nextInt(20) == 0 ? 60 : 6);
        var separator = any(random, SEPARATORS);
        for (int i = 0; i < names; i++) {
            path += (i == 0 ? "" : separator) + any(random, NAMES);
        }
        var hostile = encoded(random, path + any(random, ENDS));
        return switch (random.nextInt(8)) {
            case 0 -> "/api/files/" + encoded(random, path + separator + CANARY);
            case 1 -> "/api/files/" + hostile + "?path=hostile";
            case 2 -> "/api/files/" + CANARY + "?path=" + hostile;
            case 3 -> "/api/files/export?path=" + hostile;
            case 4 -> "/api/files?per_page=100&sort=-size&path=" + hostile;
            default -> "/api/files?per_page=100&path=" + hostile;
        };
    }

    /// Encodings of a character that have been used to bypass path checks.
    private static final List<BinaryOperator<String>> SPELLINGS = List.of(
            (raw, escaped) -> raw,
            (raw, escaped) -> raw,
            (raw, escaped) -> escaped,
            (raw, escaped) -> escaped.replace("%", "%25"),
            (raw, escaped) -> escaped.replace("%", "%2525"),
            (raw, escaped) -> escaped.replace("%", "%5Cx"),
            (raw, escaped) -> escaped.replace("%", "%25u00"),
            (raw, escaped) -> switch (raw) {
                case "." -> "%C0%AE";
                case "/" -> "%C0%AF";
                default -> escaped;
            },
            (raw, escaped) -> switch (raw) {
                case "." -> "%E0%80%AE";
                case "/" -> "%E0%80%AF";
                default -> raw;
            },
            (raw, escaped) -> "./\\".contains(raw) ? "%FF" + escaped : raw);

    private static String encoded(Random random, String text) {
        var spelling = any(random, SPELLINGS);
        var only = random.nextBoolean() ? "./\\" : text;
        var encoded = new StringBuilder();
        text.codePoints().mapToObj(Character::toString).forEach(character -> {
            var escaped = new StringBuilder();
            for (var octet : character.getBytes(StandardCharsets.UTF_8)) {
                escaped.append("%%%02x".formatted(octet));
            }
            var raw = character.matches("[A-Za-z0-9._~/:;*$-]") ? character : escaped.toString();
            encoded.append(only.contains(character) ? spelling.apply(raw, escaped.toString()) : raw);
        });
        return encoded.toString();
    }

    private static <T> T any(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @Test
    void aLinkIsListedAsALinkAndRevealsNothingOfItsTarget() {
        var list = RawHttp.get("/api/files?path=hostile&type=link&fields=name,size");
        assertEquals(200, list.status());
        for (var name : List.of("chain", "file", "loop", "out", "root", "up")) {
            assertTrue(list.body().contains("{\"name\":\"%s\",\"size\":null}".formatted(name)), list.body());
        }
    }
}
