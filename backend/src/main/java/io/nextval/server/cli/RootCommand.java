package io.nextval.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code nextval} itself: names the commands. */
@Command(
        name = "nextval",
        description = "A distributed sequencer: unique, strictly ordered, durable numbers.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed, for any other reason",
            "2:wrong usage or configuration",
            "3:the data folder is in use, unreadable or has lost its log",
            "4:an address can not be bound, or nobody answers at it"
        })
final class RootCommand implements Runnable {
    static final String VERBOSE = "--verbose";

    @Spec private CommandSpec spec = CommandSpec.create();

    /** The command with the options that every command has. */
    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new RootCommand());
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .scopeType(ScopeType.INHERIT)
                        .description("Show this help.")
                        .build());
        spec.addOption(
                OptionSpec.builder(VERBOSE)
                        .scopeType(ScopeType.INHERIT)
                        .description("Log more, and show stack traces.")
                        .build());
        return new CommandLine(spec);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }
}
