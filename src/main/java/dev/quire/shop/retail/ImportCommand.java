package dev.quire.shop.retail;

import dev.quire.progress.Progress;
import dev.quire.progress.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `quire import`: the [importer][RetailImporter] on the command line.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Imports the Online Retail data (CSV in UTF-8, plain or gzip).",
            "Adds only rows that are missing. Loads all valid lines or, if it is interrupted, none."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:everything was loaded",
            "1:failed, nothing was loaded",
            "2:the command line is wrong",
            "3:loaded, except for the lines in the rejects file"
        },
        footer = "A heap of 64 MB (java -Xmx64m) is enough for a file of any size.")
public final class ImportCommand implements Callable<Integer> {

    static final int FAILED = 1;
    static final int REJECTS = 3;

    private static final Path STDIN = Path.of("-");

    private final RetailImporter importer;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "The file; standard input if it is - or omitted.")
    private Path file = STDIN;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description =
                    "The file for rejected lines, as line,reason,record; by default FILE.rejects.csv, or rejects.csv"
                            + " for standard input. It is created only if lines are rejected.")
    private @Nullable Path rejects;

    @Spec
    private @Nullable CommandSpec spec;

    ImportCommand(RetailImporter importer) {
        this.importer = importer;
    }

    /// The default file for the rejected lines of a file.
    static Path rejectsOf(Path file) {
        return file.equals(STDIN) ? Path.of("rejects.csv") : file.resolveSibling(file.getFileName() + ".rejects.csv");
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Path bad = rejects == null ? rejectsOf(file) : rejects;
        if (bad.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())) {
            throw new ParameterException(line, "--rejects must not be the input file");
        }
        try {
            return report(load(bad, Terminal.progress(line.getErr(), "rows")), bad, line);
        } catch (IOException | SQLException e) {
            line.getErr().println("quire import: nothing was loaded: " + Terminal.reason(e));
            return FAILED;
        }
    }

    private RetailImporter.Outcome load(Path bad, Progress progress) throws IOException, SQLException {
        return file.equals(STDIN) ? importer.run(System.in, -1, bad, progress) : importer.run(file, bad, progress);
    }

    private static int report(RetailImporter.Outcome outcome, Path bad, CommandLine line) {
        line.getOut().println(outcome.added());
        if (outcome.rejects() == 0) {
            return 0;
        }
        line.getErr().println("quire import: lines rejected: " + Progress.count(outcome.rejects()) + "; see " + bad);
        return REJECTS;
    }
}
