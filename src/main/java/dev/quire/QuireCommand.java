package dev.quire;

import dev.quire.shop.retail.GenerateCommand;
import dev.quire.shop.retail.ImportCommand;
import dev.quire.sorting.SortFilesCommand;
import io.quarkus.picocli.runtime.annotations.TopCommand;
import io.quarkus.runtime.Quarkus;
import picocli.CommandLine.Command;

/// The top command: serves until it is told to stop. Its subcommands are the commands of the service.
@TopCommand
@Command(
        name = "quire",
        mixinStandardHelpOptions = true,
        subcommands = {ImportCommand.class, GenerateCommand.class, SortFilesCommand.class},
        description = "Serves the collections over HTTP; with a command, does that and ends.")
final class QuireCommand implements Runnable {

    @Override
    public void run() {
        Quarkus.waitForExit();
    }
}
