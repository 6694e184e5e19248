package dev.quire.shop.retail;

import dev.quire.progress.Progress;
import dev.quire.progress.Terminal;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `quire generate`: the [generator][Generator] on the command line, a subcommand for each kind of row.
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = {
            "Fills the collections up to a size with made-up rows; the same seed makes the same rows.",
            "A large set keeps everybody else out of its tables while it is loaded."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:the rows are there", "1:failed, nothing is added", "2:the command line is wrong"})
public final class GenerateCommand {

    private static final String COUNT = "How many there shall be of this seed.";
    private static final String SEED = "Another number, other rows; ${DEFAULT-VALUE} by default.";

    private final Generator generator;

    @Spec
    private @Nullable CommandSpec spec;

    GenerateCommand(Generator generator) {
        this.generator = generator;
    }

    @Command(mixinStandardHelpOptions = true, description = "Makes products.")
    int products(
            @Parameters(paramLabel = "COUNT", description = COUNT) long count,
            @Option(names = "--seed", defaultValue = "1", description = SEED) long seed) {
        return make("products", count, seed, generator::products);
    }

    @Command(mixinStandardHelpOptions = true, description = "Makes users.")
    int users(
            @Parameters(paramLabel = "COUNT", description = COUNT) long count,
            @Option(names = "--seed", defaultValue = "1", description = SEED) long seed) {
        return make("users", count, seed, generator::users);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Makes orders with their items and messages, and the users and products they need.")
    int orders(
            @Parameters(paramLabel = "COUNT", description = COUNT) long count,
            @Option(names = "--seed", defaultValue = "1", description = SEED) long seed) {
        return make("orders", count, seed, generator::orders);
    }

    private interface Rows {
        long add(MadeUpShop shop, long count, Progress progress) throws IOException, SQLException;
    }

    private int make(String table, long count, long seed, Rows rows) {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        if (count < 1 || count > MadeUpShop.LARGEST || seed < 0) {
            throw new ParameterException(
                    line, "COUNT is from 1 to " + MadeUpShop.LARGEST + ", and the seed is not negative");
        }
        try {
            long added = rows.add(new MadeUpShop(seed), count, Terminal.progress(line.getErr(), "rows"));
            line.getOut().println(Progress.count(added) + " new " + table);
            return 0;
        } catch (IOException | SQLException e) {
            line.getErr().println("quire generate: nothing is added: " + Terminal.reason(e));
            return ImportCommand.FAILED;
        }
    }
}
