package io.nextval.server.command;

/**
 * One incarnation of a schema.
 *
 * @param id given by the catalog, never used again
 * @param name name of the schema
 */
public record SchemaRef(long id, String name) {

    /**
     * Checks that a log entry can carry it.
     *
     * @throws CommandFormatException if the name is too long or malformed
     */
    public SchemaRef {
        Texts.check("schema name", name, CommandLimits.NAME_BYTES_MAX);
    }
}
