package dev.quire;

import dev.quire.pagination.CursorKey;
import io.quarkus.picocli.runtime.annotations.TopCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;

/// Without arguments the service; with arguments one command of it, which opens no port.
@QuarkusMain
public final class Main implements QuarkusApplication {

    private final QuireCommand command;
    private final CommandLine.IFactory factory;

    Main(@TopCommand QuireCommand command, CommandLine.IFactory factory) {
        this.command = command;
        this.factory = factory;
    }

    public static void main(String... args) {
        // Or the server answers a malformed target before any of us sees it, with a bare 400 that is no problem.
        System.setProperty("vertx.disableURIValidation", "true");
        if (args.length == 1 && args[0].equals("key")) {
            System.out.println(CursorKey.generate()); // Before anything starts: it needs no database.
            return;
        }
        if (args.length > 0) {
            System.setProperty("quarkus.http.host-enabled", "false");
        }
        Quarkus.run(Main.class, args);
    }

    @Override
    public int run(String... args) {
        return new CommandLine(command, factory).execute(args);
    }
}
