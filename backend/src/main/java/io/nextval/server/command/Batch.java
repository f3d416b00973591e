package io.nextval.server.command;

import java.util.List;

/**
 * One log entry: the commands a group's leader gathered, in the order in which they are applied.
 *
 * @param logTimeMillis the leader's idea of log time; in state it only ever moves forward
 * @param commands at most {@link CommandLimits#BATCH_COMMANDS_MAX}
 */
public record Batch(long logTimeMillis, List<Command> commands) {

    /**
     * Copies the list.
     *
     * @throws CommandFormatException if there are too many commands
     */
    public Batch {
        commands = List.copyOf(commands);
        if (commands.size() > CommandLimits.BATCH_COMMANDS_MAX) {
            throw new CommandFormatException(
                    commands.size()
                            + " commands in a batch are more than the limit of "
                            + CommandLimits.BATCH_COMMANDS_MAX);
        }
    }
}
