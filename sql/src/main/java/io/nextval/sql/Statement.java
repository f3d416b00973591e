package io.nextval.sql;

/**
 * One parsed SQL statement. Made by {@link Parser#parse}; immutable, usable from any thread.
 *
 * <p>{@link #toSql} gives the canonical text: it parses back to an equal statement.
 */
public sealed interface Statement
        permits AlterSequence,
                CommentOnSequence,
                CreateSchema,
                CreateSequence,
                DropSchema,
                DropSequence,
                Explain,
                Query,
                Select,
                Session,
                Show,
                ShowVariable {

    /** Returns the canonical text of this statement, without a trailing semicolon. */
    default String toSql() {
        return StatementText.of(this);
    }
}
