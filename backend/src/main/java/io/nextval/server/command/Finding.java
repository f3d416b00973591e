package io.nextval.server.command;

import java.util.List;

/**
 * What a group found when it prepared its part of a task.
 *
 * @param count for sequences, how many of the named ones are missing; for schemas, how many
 *     sequences are in them, or of a grant how many of these are passed over
 * @param names all of the missing ones; or the first few of those that are counted in the schemas
 * @param notOwned those of the named sequences that the user who asks does not own; of a grant,
 *     those on which the user has no privilege at all, and in schemas the first few of them
 * @param heldMillis for how long, from now on, drivers may still hand out reserved values of what
 *     is locked
 * @param passedOver those of the named sequences whose grants the user who asks may not change
 * @param limit what can not have as many grants; empty if all can
 */
public record Finding(
        long count,
        List<Target> names,
        List<Target> notOwned,
        long heldMillis,
        List<Target> passedOver,
        String limit) {

    /** How much there is to say, in bytes; each has all of those before it. */
    public enum Form {
        /** The count and the names. */
        NAMES,
        /** And what is not owned, and for how long something holds. */
        OWNERS,
        /** And what only grants have. */
        GRANTS
    }

    /**
     * Copies the lists.
     *
     * @throws CommandFormatException if one is too long, or the time is
     */
    public Finding {
        names = List.copyOf(names);
        notOwned = List.copyOf(notOwned);
        passedOver = List.copyOf(passedOver);
        int most = Math.max(names.size(), Math.max(notOwned.size(), passedOver.size()));
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

    /** A finding of anything but a grant. */
    public Finding(long count, List<Target> names, List<Target> notOwned, long heldMillis) {
        this(count, names, notOwned, heldMillis, List.of(), "");
    }

    /** The shortest form that says all of it. */
    public Form form() {
        if (!passedOver.isEmpty() || !limit.isEmpty()) {
            return Form.GRANTS;
        }
        return notOwned.isEmpty() && heldMillis == 0 ? Form.NAMES : Form.OWNERS;
    }

    /** The shortest form that says all of each. */
    static Form form(List<Finding> findings) {
        Form longest = Form.NAMES;
        for (Finding finding : findings) {
            Form form = finding.form();
            longest = form.compareTo(longest) > 0 ? form : longest;
        }
        return longest;
    }
}
