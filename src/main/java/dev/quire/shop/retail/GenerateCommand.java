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

/// `quire generate`: the [generator][Generator] on the command line, with a subcommand for each collection.
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = {
            "Generates rows until a collection has COUNT rows of a seed. The same seed generates the same rows.",
            "While a large data set is loaded, its tables are locked for all other sessions."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:the rows exist", "1:failed, nothing was added", "2:the command line is wrong"})
public final class GenerateCommand {

    private static final String COUNT = "The total number of rows of this seed.";
    private static final String SEED = "Different seeds generate different rows; ${DEFAULT-VALUE} by default.";

    private final Generator generator;

    @Spec
    private @Nullable CommandSpec spec;

    GenerateCommand(Generator generator) {
        this.generator = generator;
    }

    @Command(mixinStandardHelpOptions = true, description = "Generates products.")
    int products(
            @Parameters(paramLabel = "COUNT", description = COUNT) long count,
            @Option(names = "--seed", defaultValue = "1", description = SEED) long seed) {
        return make("products", count, seed, generator::products);
    }

    @Command(mixinStandardHelpOptions = true, description = "Generates users.")
    int users(
            @Parameters(paramLabel = "COUNT", description = COUNT) long count,
            @Option(names = "--seed", defaultValue = "1", description = SEED) long seed) {
        return make("users", count, seed, generator::users);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Generates orders with their items and messages, and the users and products that they refer to.")
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
                    line, "COUNT must be from 1 to " + MadeUpShop.LARGEST + ", and the seed must not be negative");
        }
        try {
            long added = rows.add(new MadeUpShop(seed), count, Terminal.progress(line.getErr(), "rows"));
            line.getOut().println(Progress.count(added) + " new " + table);
            return 0;
        } catch (IOException | SQLException e) {
            line.getErr().println("quire generate: nothing was added: " + Terminal.reason(e));
            return ImportCommand.FAILED;
        }
    }
}
