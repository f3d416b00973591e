package io.nextval.server.catalog;

/**
 * What a query knows of the session that sent it.
 *
 * @param schema the session's schema: where names without a schema are looked up after pg_catalog
 * @param user value of {@code current_user}
 * @param database value of {@code current_catalog}
 */
public record SessionInfo(String schema, String user, String database) {}
