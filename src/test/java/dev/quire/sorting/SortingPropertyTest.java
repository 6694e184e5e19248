package dev.quire.sorting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quire.folder.FileName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// Properties of sorting that hold for files with any names.
class SortingPropertyTest {

    @Property(tries = 40)
    void theConcatenatedBatchesAreTheFilesInOrder(
            @ForAll("names") Set<String> names, @ForAll @IntRange(min = 1, max = 7) int size) throws IOException {
        in(names, sorted -> {
            var before = sorted.files();
            assertEquals(0, sorted.run("--into", Integer.toString(size), "--hidden", "--apply"), sorted.err);
            var after = new ArrayList<>(sorted.files().entrySet());
            after.sort(Comparator.comparing(
                    file -> file.getKey().substring(0, file.getKey().indexOf('/'))));
            for (int i = 0; i < names.size(); i++) {
                var expected = "batch-%04d/".formatted(i / size + 1);
                assertTrue(after.get(i).getKey().startsWith(expected), after.get(i)::toString);
            }
            var unbroken = before.keySet().stream()
                    .sorted(SortingPropertyTest::byBytes)
                    .toList();
            var concatenated = new ArrayList<String>();
            for (int i = 0; i < names.size(); i += size) {
                after.subList(i, Math.min(i + size, names.size())).stream()
                        .map(file -> file.getKey().substring(11))
                        .sorted(SortingPropertyTest::byBytes)
                        .forEach(concatenated::add);
            }
            assertEquals(unbroken, concatenated);
            assertEquals(0, sorted.run("--undo"), sorted.err);
            assertEquals(before, sorted.files());
        });
    }

    @Property(tries = 40)
    void noFileIsEverLostOrOverwritten(
            @ForAll("names") Set<String> names, @ForAll("names") Set<String> foreign, @ForAll("kinds") String kind)
            throws IOException {
        in(names, sorted -> {
            for (var subfolder : List.of("other", "application-octet-stream", "a")) {
                if (names.contains(subfolder)) {
                    return;
                }
                var place = new Sorted(Files.createDirectory(sorted.folder.resolve(subfolder)));
                place.with(foreign.toArray(String[]::new));
            }
            var before = sorted.files();
            sorted.run("--by", kind, "--hidden", "--apply");
            assertEquals(contents(before), contents(sorted.files()));
            assertEquals(0, sorted.run("--undo"), sorted.err);
            assertEquals(before, sorted.files());
        });
    }

    private static List<String> contents(Map<String, String> files) {
        return files.values().stream()
                .filter(text -> !text.equals("empty"))
                .sorted()
                .toList();
    }

    private static int byBytes(String one, String other) {
        return java.util.Arrays.compareUnsigned(
                FileName.parse(one).bytes(), FileName.parse(other).bytes());
    }

    private interface Check {
        void check(Sorted sorted) throws IOException;
    }

    private static void in(Set<String> names, Check test) throws IOException {
        var folder = Files.createTempDirectory("quire-sorting");
        try {
            test.check(new Sorted(folder).with(names.toArray(String[]::new)));
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /// Names in their text form. Different texts represent different bytes.
    @Provide
    Arbitrary<Set<String>> names() {
        var octets = Arbitraries.bytes().filter(octet -> octet != 0 && octet != '/');
        var bytes = octets.array(byte[].class).ofMinSize(1).ofMaxSize(6).map(SortingPropertyTest::text);
        var plain = Arbitraries.strings()
                .withChars("aBcß日.\\\u202E \n")
                .ofMinLength(1)
                .ofMaxLength(60)
                .map(text -> text(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return Arbitraries.oneOf(bytes, plain)
                .filter(text -> !text.equals(".") && !text.equals("..") && !text.equals(Journal.NAME.toString()))
                .set()
                .ofMaxSize(20);
    }

    private static String text(byte[] name) {
        var escaped = "\\x" + HexFormat.ofDelimiter("\\x").formatHex(name);
        return escaped.equals("\\x2e") || escaped.equals("\\x2e\\x2e")
                ? "."
                : FileName.parse(escaped).toString();
    }

    @Provide
    Arbitrary<String> kinds() {
        return Arbitraries.of("type", "letter", "date");
    }
}
