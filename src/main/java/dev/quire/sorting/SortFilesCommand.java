package dev.quire.sorting;

import dev.quire.availability.UnavailableException;
import dev.quire.folder.FolderSource;
import dev.quire.pagination.InvalidValueException;
import dev.quire.pagination.Sort;
import dev.quire.progress.Progress;
import dev.quire.progress.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `quire sort-files`: moves the files of a folder into subfolders.
@Command(
        name = "sort-files",
        mixinStandardHelpOptions = true,
        description = {
            "Moves the files of a folder into subfolders, in a sort order.",
            "Without --apply, it prints the plan and moves nothing. Subfolders, links and hidden files are not moved, and"
                    + " no file is ever overwritten. Use --resume to complete an interrupted run, or --undo to revert it."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:all files were moved, moved back, or would be moved",
            "1:failed, no file was lost; the message says how to continue",
            "2:the command line is wrong",
            "3:as 0, except for the files that are listed"
        },
        footer = "A heap of 64 MB (java -Xmx64m) is enough for a million files. No settings are needed.")
public final class SortFilesCommand implements Callable<Integer> {

    static final int FAILED = 1;
    static final int PARTIAL = 3;

    /// The timeout for reading the folder, long enough for any folder.
    private static final Duration READ_TIMEOUT = Duration.ofDays(1);

    enum Kind {
        type,
        date,
        letter
    }

    @Parameters(paramLabel = "FOLDER", description = "The folder whose files are moved.")
    private Path folder = Path.of("");

    @Option(
            names = "--into",
            paramLabel = "N",
            description =
                    "N files per subfolder: batch-0001, batch-0002 and so on. Existing subfolders are left unchanged.")
    private @Nullable Long into;

    @Option(
            names = "--by",
            paramLabel = "KIND",
            description = "A subfolder per type (the media type, such as image-png), date (of the last modification,"
                    + " in UTC) or letter (the first character of the name).")
    private @Nullable Kind by;

    @Option(
            names = "--date-format",
            paramLabel = "PATTERN",
            defaultValue = "yyyy-MM",
            description =
                    "The pattern for the subfolders of --by date, such as yyyy or yyyy-MM-dd; ${DEFAULT-VALUE} by default.")
    private String dateFormat = "";

    @Option(
            names = "--order",
            paramLabel = "FIELD",
            defaultValue = "name",
            description =
                    "The order in which files are moved: name, size or modified, with - before it for descending order;"
                            + " ${DEFAULT-VALUE} by default.")
    private String order = "";

    @Option(names = "--hidden", description = "Also moves files whose names begin with a dot.")
    private boolean hidden;

    @Option(names = "--apply", description = "Carries out the plan.")
    private boolean apply;

    @Option(names = "--resume", description = "Completes an interrupted run.")
    private boolean resume;

    @Option(names = "--undo", description = "Reverts the last run, whether it is complete or not.")
    private boolean undo;

    @Spec
    private @Nullable CommandSpec spec;

    private final Clock clock;

    public SortFilesCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        var sort = checked();
        try (var places = Places.open(folder)) {
            return resume ? resume(places) : undo ? undo(places) : apply ? apply(places, sort) : show(places, sort);
        } catch (IOException | UnavailableException e) {
            err().println("quire sort-files: " + Reason.of(e));
            return FAILED;
        }
    }

    private Sort checked() {
        var ways = Stream.of(into != null, by != null, resume, undo)
                .filter(way -> way)
                .count();
        if (ways != 1) {
            throw usageError("specify exactly one of --into, --by, --resume and --undo");
        }
        if (into != null && into < 1) {
            throw usageError("--into must be 1 or greater");
        }
        if ((resume || undo) && apply) {
            throw usageError("--apply cannot be combined with --resume or --undo");
        }
        try {
            if (Walk.ENTRIES.serves(Sort.parse(order))) {
                return Sort.parse(order);
            }
        } catch (InvalidValueException e) {
            // Reported below.
        }
        throw usageError("--order must be one of " + String.join(", ", Walk.ENTRIES.sortNames()));
    }

    private ParameterException usageError(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    private int show(Places places, Sort sort) throws IOException {
        refuseUnfinished(Journal.look(places.root()));
        var outline = plan(places, sort, (_, _, _) -> {});
        outline.print(out()::println);
        out().println("Nothing was moved. Use --apply to carry out this plan.");
        return status(outline.stays());
    }

    private int apply(Places places, Sort sort) throws IOException {
        try (var journal = Journal.open(places.root())) {
            refuseUnfinished(journal.state());
            var outline = planned(journal, places, sort);
            outline.print(out()::println);
            out().flush();
            if (outline.files() == 0) {
                journal.discard();
                return status(outline.stays());
            }
            return Math.max(forwards(journal, places), status(outline.stays()));
        }
    }

    private Outline planned(Journal journal, Places places, Sort sort) throws IOException {
        journal.begin();
        try {
            var outline = plan(places, sort, journal::plan);
            journal.planned();
            places.root().touch(); // The directory entry of the journal must be durable too.
            places.flush();
            return outline;
        } catch (IOException | UnavailableException e) {
            journal.discard();
            throw e;
        }
    }

    private Outline plan(Places places, Sort sort, Planner.Sink sink) throws IOException {
        var progress = Terminal.progress(err(), "files planned");
        try {
            var source = new FolderSource(folder.toRealPath(), Long.MAX_VALUE, READ_TIMEOUT, clock);
            return new Planner(places, rule(), hidden, sink, progress).plan(new Walk(source, sort));
        } finally {
            progress.end();
        }
    }

    private Rule rule() throws IOException {
        if (into != null) {
            return Survey.of(folder.toRealPath()).batches(into);
        }
        return switch (Objects.requireNonNull(by)) {
            case type -> new Rule.ByType();
            case letter -> new Rule.ByLetter();
            case date -> byDate();
        };
    }

    private Rule byDate() {
        try {
            return Rule.ByDate.of(dateFormat);
        } catch (IllegalArgumentException e) {
            throw usageError("--date-format must be a pattern such as yyyy-MM: " + e.getMessage());
        }
    }

    private static void refuseUnfinished(JournalState state) throws RunException {
        if (state.isUnfinished()) {
            throw new RunException("an earlier run in this folder is incomplete: "
                    + (state.stage() == JournalState.Stage.UNDOING
                            ? "revert it with --undo"
                            : "complete it with --resume, or revert it with --undo"));
        }
    }

    private int resume(Places places) throws IOException {
        try (var journal = Journal.open(places.root())) {
            return switch (journal.state().stage()) {
                case NONE, DONE, UNDONE -> nothing("to resume");
                case PLANNING -> {
                    journal.clear();
                    throw new RunException(
                            "the run was interrupted before it moved a file: start it again with --apply");
                }
                case UNDOING -> throw new RunException("the run is being undone: complete that with --undo");
                case MOVING -> forwards(journal, places);
            };
        }
    }

    private int undo(Places places) throws IOException {
        try (var journal = Journal.open(places.root())) {
            return switch (journal.state().stage()) {
                case NONE -> nothing("to undo");
                case PLANNING -> {
                    journal.clear();
                    yield nothing("to undo");
                }
                case MOVING, DONE, UNDOING, UNDONE -> backwards(journal, places);
            };
        }
    }

    private int nothing(String what) {
        out().println("There is nothing " + what + ".");
        return 0;
    }

    private int forwards(Journal journal, Places places) throws IOException {
        var progress = Terminal.progress(err(), "files moved");
        try {
            var planned = journal.state().planned();
            var run = new Run(journal, places, progress);
            var stays = run.forwards();
            progress.end();
            stays.print(err()::println);
            out().println(Progress.count(run.moved()) + " files were moved.");
            return run.moved() == planned ? 0 : PARTIAL;
        } catch (IOException e) {
            progress.end();
            throw new RunException(Reason.of(e) + "; no file was lost: continue with --resume, or revert with --undo");
        }
    }

    private int backwards(Journal journal, Places places) throws IOException {
        var progress = Terminal.progress(err(), "files moved back");
        try {
            var run = new Run(journal, places, progress);
            var stays = run.backwards();
            progress.end();
            stays.print(err()::println);
            out().println(Progress.count(run.moved()) + " files were moved back"
                    + (stays.isEmpty() ? "." : "; " + Progress.count(stays.count()) + " were not."));
            return status(stays);
        } catch (IOException e) {
            progress.end();
            throw new RunException(Reason.of(e) + "; no file was lost: continue with --undo");
        }
    }

    private static int status(Stays stays) {
        return stays.isEmpty() ? 0 : PARTIAL;
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }
}
