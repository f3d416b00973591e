package io.nextval.server.golden;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One statement of a golden file and what must come of it.
 *
 * @param line 1-based line of the statement in its file
 * @param session the connection to run it on
 * @param schema the schema in that connection's URL, empty for the default
 * @param user the user that the connection acts as, empty for the target's own, which may do
 *     everything
 * @param sql the statement, without the semicolon that ends it
 * @param parameters values for a prepared statement; null: not a prepared statement
 * @param types whether the types of the columns are shown
 * @param postgres how PostgreSQL is compared
 * @param postgresSql what PostgreSQL is sent
 * @param expected the lines of the outcome
 */
public record GoldenCase(
        int line,
        String session,
        String schema,
        String user,
        String sql,
        @Nullable List<@Nullable Object> parameters,
        boolean types,
        Postgres postgres,
        String postgresSql,
        List<String> expected) {

    /** How the outcome is compared with PostgreSQL's. */
    public enum Postgres {
        /** It is the same. */
        SAME,
        /** It is the same for other words. */
        OTHER_WORDS,
        /** It is another one. */
        DIFFERS,
        /** The statement is not sent to PostgreSQL. */
        NOT_SENT
    }
}
