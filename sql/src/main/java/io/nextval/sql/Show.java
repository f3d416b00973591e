package io.nextval.sql;

import org.jspecify.annotations.Nullable;

/**
 * {@code SHOW SEQUENCES}, {@code SHOW CREATE SEQUENCE s}, {@code DESCRIBE s} and the like: a list
 * of what there is.
 *
 * @param what what is listed
 * @param name the sequence of CREATE_SEQUENCE and DESCRIBE, or of GRANTS, null for all; for
 *     SEQUENCES the schema, as a name without one, or null for the session's; else null
 * @param pattern the pattern of LIKE, or null for everything
 */
public record Show(What what, @Nullable QualifiedName name, @Nullable String pattern)
        implements Statement {

    /** What a {@link Show} lists. */
    public enum What {
        /** {@code SHOW SEQUENCES [FROM schema] [LIKE 'pattern']}. */
        SEQUENCES,
        /** {@code SHOW SCHEMAS [LIKE 'pattern']}. */
        SCHEMAS,
        /** {@code SHOW USERS [LIKE 'pattern']}. */
        USERS,
        /** {@code SHOW GRANTS [ON SEQUENCE s]}. */
        GRANTS,
        /** {@code SHOW NODES}. */
        NODES,
        /** {@code SHOW GROUPS}. */
        GROUPS,
        /** {@code SHOW SETTINGS [LIKE 'pattern']}: the configuration of the node that answers. */
        SETTINGS,
        /** {@code SHOW CREATE SEQUENCE s}: the statement that would make it. */
        CREATE_SEQUENCE,
        /** {@code DESCRIBE s}: its definition, one row. */
        DESCRIBE
    }
}
