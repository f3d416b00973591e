package io.nextval.sql;

/**
 * One parsed SQL statement. Made by {@link Parser#parse}; immutable, usable from any thread.
 *
 * <p>{@link #toSql} gives the canonical text: it parses back to an equal statement.
 */
public sealed interface Statement
        permits AlterSequence,
                AlterSequenceOwner,
                AlterUser,
                CommentOnSequence,
                CreateSchema,
                CreateSequence,
                CreateUser,
                DropSchema,
                DropSequence,
                DropUser,
                Explain,
                Grant,
                Query,
                Select,
                Session,
                Show,
                ShowVariable {

    /**
     * Returns the canonical text of this statement, without a trailing semicolon. Of a statement
     * about a user it holds the password that was said, so it must not be shown.
     */
    default String toSql() {
        return StatementText.of(this);
    }
}
