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
            "Moves the files of a folder, in an order, into subfolders of it.",
            "Without --apply it shows the plan and moves nothing. Subfolders, links and hidden files stay; no file is"
                    + " ever overwritten. A run that was cut off is ended by --resume or taken back by --undo."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:all files are moved, or back, or would be moved",
            "1:failed; no file is lost, and what is said tells how to go on",
            "2:the command line is wrong",
            "3:the same as 0 but for the files that are named"
        },
        footer = "A heap of 64 MB (java -Xmx64m) is enough for a million files. It needs no settings.")
public final class SortFilesCommand implements Callable<Integer> {

    static final int FAILED = 1;
    static final int BUT_FOR_SOME = 3;

    /// Long enough for any folder.
    private static final Duration PATIENCE = Duration.ofDays(1);

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
                    "N files to a subfolder, batch-0001, batch-0002 and so on; those that there are stay as they are.")
    private @Nullable Long into;

    @Option(
            names = "--by",
            paramLabel = "KIND",
            description = "A subfolder for each type (as /api/files shows it: image-png), date (of the last change,"
                    + " in UTC) or letter (the first of the name).")
    private @Nullable Kind by;

    @Option(
            names = "--date-format",
            paramLabel = "PATTERN",
            defaultValue = "yyyy-MM",
            description = "How --by date names a subfolder: ${DEFAULT-VALUE} by default, yyyy or yyyy-MM-dd.")
    private String dateFormat = "";

    @Option(
            names = "--order",
            paramLabel = "FIELD",
            defaultValue = "name",
            description = "The order in which files are taken: name, size or modified, with - before it to descend;"
                    + " ${DEFAULT-VALUE} by default.")
    private String order = "";

    @Option(names = "--hidden", description = "Moves files whose name begins with a dot, too.")
    private boolean hidden;

    @Option(names = "--apply", description = "Carries the plan out.")
    private boolean apply;

    @Option(names = "--resume", description = "Ends a run that was cut off.")
    private boolean resume;

    @Option(names = "--undo", description = "Takes back the last run, ended or cut off.")
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
            throw wrong("say one of --into, --by, --resume and --undo");
        }
        if (into != null && into < 1) {
            throw wrong("--into takes a number from 1");
        }
        if ((resume || undo) && apply) {
            throw wrong("--resume and --undo are carried out without --apply");
        }
        try {
            if (Walk.ENTRIES.serves(Sort.parse(order))) {
                return Sort.parse(order);
            }
        } catch (InvalidValueException e) {
            // Not served either.
        }
        throw wrong("--order takes one of " + String.join(", ", Walk.ENTRIES.sortNames()));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    private int show(Places places, Sort sort) throws IOException {
        refuseUnfinished(Journal.look(places.root()));
        var outline = plan(places, sort, (_, _, _) -> {});
        outline.print(out()::println);
        out().println("Nothing is moved: --apply carries this out.");
        return status(outline.stays());
    }

    private int apply(Places places, Sort sort) throws IOException {
        try (var journal = Journal.open(places.root())) {
            refuseUnfinished(journal.state());
            var outline = planned(journal, places, sort);
            outline.print(out()::println);
            out().flush();
            return Math.max(forwards(journal, places), status(outline.stays()));
        }
    }

    private Outline planned(Journal journal, Places places, Sort sort) throws IOException {
        journal.begin();
        try {
            var outline = plan(places, sort, journal::plan);
            journal.planned();
            places.root().touch(); // The name of the journal has to outlive a loss of power, too.
            places.flush();
            return outline;
        } catch (IOException | UnavailableException e) {
            journal.clear();
            throw e;
        }
    }

    private Outline plan(Places places, Sort sort, Planner.Sink sink) throws IOException {
        var progress = Terminal.progress(err(), "files planned");
        try {
            var source = new FolderSource(folder.toRealPath(), Long.MAX_VALUE, PATIENCE, clock);
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
            throw wrong("--date-format takes a pattern such as yyyy-MM: " + e.getMessage());
        }
    }

    private static void refuseUnfinished(JournalState state) throws RunException {
        if (state.isUnfinished()) {
            throw new RunException("a run in this folder was cut off: "
                    + (state.stage() == JournalState.Stage.UNDOING
                            ? "take it back by --undo"
                            : "end it by --resume, or take it back by --undo"));
        }
    }

    private int resume(Places places) throws IOException {
        try (var journal = Journal.open(places.root())) {
            return switch (journal.state().stage()) {
                case NONE, DONE, UNDONE -> nothing("to resume");
                case PLANNING -> {
                    journal.clear();
                    throw new RunException("the run was cut off before anything was moved: begin it anew");
                }
                case UNDOING -> throw new RunException("the run is being taken back: end that by --undo");
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
            var stays = new Run(journal, places, progress).forwards();
            progress.end();
            var left = journal.state().left().cardinality();
            stays.print(err()::println);
            out().println(Progress.count(journal.state().planned() - left) + " files are moved.");
            return left == 0 ? 0 : BUT_FOR_SOME;
        } catch (IOException e) {
            progress.end();
            throw new RunException(Reason.of(e) + "; no file is lost: --resume goes on, --undo takes it back");
        }
    }

    private int backwards(Journal journal, Places places) throws IOException {
        var progress = Terminal.progress(err(), "files moved back");
        try {
            var stays = new Run(journal, places, progress).backwards();
            progress.end();
            stays.print(err()::println);
            out().println(stays.isEmpty() ? "All files are back." : "All files are back but " + stays.count() + ".");
            return status(stays);
        } catch (IOException e) {
            progress.end();
            throw new RunException(Reason.of(e) + "; no file is lost: --undo goes on");
        }
    }

    private static int status(Stays stays) {
        return stays.isEmpty() ? 0 : BUT_FOR_SOME;
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }
}
