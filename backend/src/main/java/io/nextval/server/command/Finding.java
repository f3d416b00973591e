package io.nextval.server.command;

import java.util.List;

/**
 * What a group found when it prepared its part of a task.
 *
 * @param count for sequences, how many of the named ones are missing; for schemas, how many
 *     sequences are in them
 * @param names all of the missing ones; or the first few of those in the schemas
 */
public record Finding(long count, List<Target> names) {

    /**
     * Copies the list.
     *
     * @throws CommandFormatException if it is too long
     */
    public Finding {
        names = List.copyOf(names);
        if (names.size() > CommandLimits.TASK_NAMES_MAX) {
            throw new CommandFormatException(
                    names.size()
                            + " names in a finding are more than the limit of "
                            + CommandLimits.TASK_NAMES_MAX);
        }
    }
}
