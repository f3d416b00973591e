package io.nextval.sql;

import org.jspecify.annotations.Nullable;

/**
 * One thing a {@link Session} statement does.
 *
 * @param kind what is done
 * @param name what it is done to, as the kind says, or empty
 * @param value the new value, as the kind says, or null
 */
public record SessionAction(Kind kind, String name, @Nullable String value) {

    /** What a session statement does. */
    public enum Kind {
        /** BEGIN, START TRANSACTION. */
        BEGIN,
        /** COMMIT, END. */
        COMMIT,
        /** ROLLBACK, ABORT. */
        ROLLBACK,
        /**
         * The current transaction's {@code isolation} (value {@code serializable}, {@code
         * repeatable read}, {@code read committed} or {@code read uncommitted}) or {@code
         * read_only} (value {@code on} or {@code off}).
         */
        SET_TRANSACTION,
        /** A variable, its name in lower case, gets a value; null is its default. */
        SET,
        /** A variable gets its default back; {@code all} for every one. */
        RESET,
        /** DISCARD SEQUENCES: CURRVAL and LASTVAL are undefined again. */
        DISCARD_SEQUENCES,
        /** DISCARD ALL: the session is as when it began. */
        DISCARD_ALL,
        /** Accepted without effect; the name is its command, such as {@code SAVEPOINT}. */
        NONE
    }
}
