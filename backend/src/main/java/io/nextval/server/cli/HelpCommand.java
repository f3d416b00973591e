package io.nextval.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** {@code nextval help COMMAND}, the same as {@code nextval COMMAND --help}. */
@Command(name = "help", description = "Print what a command does, or name the commands.")
final class HelpCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command.")
    private String command = "";

    @Override
    public Integer call() {
        CommandLine root = spec.parent().commandLine();
        CommandLine about = command.isEmpty() ? root : root.getSubcommands().get(command);
        if (about == null) {
            throw new ParameterException(root, "there is no command '" + command + "'");
        }
        about.usage(root.getOut());
        return 0;
    }
}
