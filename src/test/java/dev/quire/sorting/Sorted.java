package dev.quire.sorting;

import dev.quire.folder.FileName;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;

/// A folder to sort, and the command that sorts it. Each file contains its original name.
final class Sorted {

    final Path folder;
    String out = "";
    String err = "";

    Sorted(Path folder) {
        this.folder = folder;
    }

    Path file(String name) {
        return folder.resolve(FileName.parse(name).path());
    }

    Sorted with(String... names) throws IOException {
        for (var name : names) {
            Files.writeString(file(name), name);
        }
        return this;
    }

    /// Runs the command with the folder as its last argument.
    ///
    /// @return the exit status
    int run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var all = new ArrayList<>(List.of(arguments));
        all.add(folder.toString());
        var status = new CommandLine(new SortFilesCommand(Clock.systemUTC()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        this.out = out.toString();
        this.err = err.toString();
        return status;
    }

    /// The content of each file by its path, without the journal. An empty folder is included as such.
    Map<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        collect(folder, "", files);
        files.remove(Journal.NAME.toString());
        files.remove("");
        return files;
    }

    private static void collect(Path folder, String prefix, Map<String, String> files) throws IOException {
        var entries = 0;
        try (var stream = Files.newDirectoryStream(folder)) {
            for (var entry : stream) {
                var name = prefix + FileName.of(entry);
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    collect(entry, name + "/", files);
                } else {
                    files.put(
                            name,
                            Files.isSymbolicLink(entry)
                                    ? "-> " + Files.readSymbolicLink(entry)
                                    : new String(Files.readAllBytes(entry), StandardCharsets.UTF_8));
                }
                entries++;
            }
        }
        if (entries == 0) {
            files.put(prefix, "empty");
        }
    }

    byte[] journal() throws IOException {
        return Files.readAllBytes(file(Journal.NAME.toString()));
    }
}
