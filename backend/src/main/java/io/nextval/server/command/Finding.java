package io.nextval.server.command;

import java.util.List;

/**
 * What a group found when it prepared its part of a task.
 *
 * @param count for sequences, how many of the named ones are missing; for schemas, how many
 *     sequences are in them
 * @param names all of the missing ones; or the first few of those in the schemas
 * @param notOwned those of the named sequences that the user who asks does not own
 * @param heldMillis for how long, from now on, drivers may still hand out reserved values of what
 *     is locked
 */
public record Finding(long count, List<Target> names, List<Target> notOwned, long heldMillis) {

    /**
     * Copies the lists.
     *
     * @throws CommandFormatException if one is too long, or the time is
     */
    public Finding {
        names = List.copyOf(names);
        notOwned = List.copyOf(notOwned);
        int most = Math.max(names.size(), notOwned.size());
        if (most > CommandLimits.TASK_NAMES_MAX) {
            throw new CommandFormatException(
                    most
                            + " names in a finding are more than the limit of "
                            + CommandLimits.TASK_NAMES_MAX);
        }
        if (heldMillis < 0 || heldMillis > CommandLimits.HELD_MILLIS_MAX) {
            throw new CommandFormatException(
                    "a finding that holds for "
                            + heldMillis
                            + " ms, which is not within 0…"
                            + CommandLimits.HELD_MILLIS_MAX);
        }
    }

    /** A finding of what is missing, or of what is in schemas, and of nothing else. */
    public Finding(long count, List<Target> names) {
        this(count, names, List.of(), 0);
    }

    /** Whether there is more to say than the count and the names. */
    public boolean more() {
        return !notOwned.isEmpty() || heldMillis != 0;
    }
}
