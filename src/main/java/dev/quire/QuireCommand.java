package dev.quire;

import dev.quire.shop.retail.GenerateCommand;
import dev.quire.shop.retail.ImportCommand;
import dev.quire.sorting.SortFilesCommand;
import io.quarkus.picocli.runtime.annotations.TopCommand;
import io.quarkus.runtime.Quarkus;
import picocli.CommandLine.Command;

/// The top-level command: serves requests until the process is stopped. The other commands are its subcommands.
@TopCommand
@Command(
        name = "quire",
        mixinStandardHelpOptions = true,
        subcommands = {ImportCommand.class, GenerateCommand.class, SortFilesCommand.class},
        description = "Serves the collections over HTTP. With a command, runs that command and exits.")
final class QuireCommand implements Runnable {

    @Override
    public void run() {
        Quarkus.waitForExit();
    }
}
