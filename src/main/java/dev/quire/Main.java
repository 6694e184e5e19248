package dev.quire;

import dev.quire.cursor.CursorKey;
import dev.quire.sorting.SortFilesCommand;
import io.quarkus.picocli.runtime.annotations.TopCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine;

/// The entry point. Without arguments it starts the service; with arguments it runs one command, which opens no port.
@QuarkusMain
public final class Main implements QuarkusApplication {

    /// The settings of a command. It opens no port, and its standard output holds only its result, so the log goes to
    /// standard error.
    private static final Map<String, String> COMMAND = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.banner.enabled", "false",
            "quarkus.log.console.stderr", "true",
            "quarkus.log.console.json.enabled", "false",
            "quarkus.log.console.level", "WARN");

    private final QuireCommand command;
    private final CommandLine.IFactory factory;

    Main(@TopCommand QuireCommand command, CommandLine.IFactory factory) {
        this.command = command;
        this.factory = factory;
    }

    public static void main(String... args) {
        // Otherwise the HTTP server rejects a malformed request target itself, with a 400 that is not a problem
        // document.
        System.setProperty("vertx.disableURIValidation", "true");
        if (args.length == 1 && args[0].equals("key")) {
            System.out.println(CursorKey.generate()); // Needs no settings, so the framework is not started.
            return;
        }
        if (args.length > 0 && args[0].equals("sort-files")) {
            var sorting = new CommandLine(new SortFilesCommand(new Beans().clock())); // Likewise.
            System.exit(sorting.execute(Arrays.copyOfRange(args, 1, args.length)));
        }
        if (args.length > 0) {
            COMMAND.forEach(System.getProperties()::putIfAbsent);
        }
        if (ConfigProvider.getConfig()
                        .getConfigValue("quarkus.datasource.jdbc.url")
                        .getValue()
                == null) {
            // The framework would report this too, but with several stack traces.
            System.err.println("Quire needs a PostgreSQL database:"
                    + " set QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD.");
            System.exit(1);
        }
        Quarkus.run(Main.class, args);
    }

    @Override
    public int run(String... args) {
        return new CommandLine(command, factory).execute(args);
    }
}
