package io.nextval.server.catalog;

/**
 * What a query knows of the session that sent it.
 *
 * @param schema the session's schema: where names without a schema are looked up after pg_catalog
 * @param user value of {@code current_user}
 * @param database value of {@code current_catalog}
 * @param actor whom it acts for
 */
public record SessionInfo(String schema, String user, String database, Actor actor) {

    /** A session that nobody logged in to, so that it may read everything. */
    public SessionInfo(String schema, String user, String database) {
        this(schema, user, database, Actor.ANYBODY);
    }
}
