package io.nextval.server.state;

/**
 * A schema as the catalog knows it.
 *
 * @param name its name
 * @param id names this incarnation of the schema for ever; 0 is public
 */
public record SchemaInfo(String name, long id) {}
