package io.nextval.server.command;

/**
 * A sequence that a task is about.
 *
 * @param schema name of its schema
 * @param name name of the sequence
 */
public record Target(String schema, String name) {

    /**
     * Checks that a log entry can carry it.
     *
     * @throws CommandFormatException if a name is too long or malformed
     */
    public Target {
        Texts.check("schema name", schema, CommandLimits.NAME_BYTES_MAX);
        Texts.check("sequence name", name, CommandLimits.NAME_BYTES_MAX);
    }
}
