package dev.quire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A program of README that reads a whole collection. Only its server and its collection are replaced for a test.
enum ReadmeWalk {
    SHELL("sh", "walk.sh", "bash curl jq"),
    JAVASCRIPT("js", "walk.mjs", "node"),
    PYTHON("python", "walk.py", "python3");

    private final String language;
    private final String file;
    private final String programs;

    /// @param language that of its block
    /// @param file the name to save it as
    /// @param programs the one that runs the file, and those that the file runs
    ReadmeWalk(String language, String file, String programs) {
        this.language = language;
        this.file = file;
        this.programs = programs;
    }

    String language() {
        return language;
    }

    private List<String> programs() {
        return List.of(programs.split(" ", -1));
    }

    /// The result of a run.
    record Result(int status, String output, String errors) {}

    /// The walks whose programs this machine has.
    static Stream<ReadmeWalk> runnable() {
        return Stream.of(values()).filter(walk -> walk.programs().stream().allMatch(ReadmeWalk::isInstalled));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    String text() throws IOException {
        var block = Pattern.compile("(?m)^```" + language + "\\n([\\s\\S]*?)^```$")
                .matcher(Files.readString(Path.of("README.md")));
        if (!block.find()) {
            throw new AssertionError("README has no block in " + language);
        }
        return block.group(1);
    }

    /// Runs it against a server on this machine.
    ///
    /// @param collection such as `products`
    Result run(Path folder, int port, String collection) throws IOException, InterruptedException {
        var text =
                text().replace("localhost:8080", "localhost:" + port).replaceFirst("/api/\\w+", "/api/" + collection);
        Files.writeString(folder.resolve(file), text);
        var output = folder.resolve("output");
        var errors = folder.resolve("errors");
        var process = new ProcessBuilder(programs().getFirst(), file)
                .directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        var status = process.waitFor();
        return new Result(status, read(output), read(errors));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
