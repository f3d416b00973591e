package io.nextval.sql;

/**
 * How a statement says a user.
 *
 * @param kind by name, or which of the words
 * @param name the name; empty if it was one of the words
 */
public record UserReference(Kind kind, String name) {
    /** Everybody, those included who come later. */
    public static final UserReference PUBLIC = new UserReference(Kind.PUBLIC, "");

    /** Who the statement's session acts as. */
    public static final UserReference CURRENT_USER = new UserReference(Kind.CURRENT_USER, "");

    /** The ways to say a user. */
    public enum Kind {
        /** By its name. */
        NAMED,
        /** The word PUBLIC: everybody. */
        PUBLIC,
        /** CURRENT_USER, CURRENT_ROLE or SESSION_USER, which are the same here. */
        CURRENT_USER
    }

    /** The user with this name. */
    public static UserReference of(String name) {
        return new UserReference(Kind.NAMED, name);
    }

    /** Returns the reference as it is written in SQL. */
    String toSql() {
        return kind == Kind.NAMED ? Identifier.quoteIfNeeded(name) : kind.name();
    }
}
