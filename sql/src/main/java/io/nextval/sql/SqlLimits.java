package io.nextval.sql;

/** Every limit of the SQL front: what is refused before, or instead of, being worked on. */
public final class SqlLimits {

    /** Longest statement in UTF-16 units; a longer one is 54000. */
    public static final int STATEMENT_CHARS_MAX = 65_536;

    /** Deepest nesting of parentheses, brackets and CASE; a deeper one is 54001. */
    public static final int NESTING_MAX = 64;

    /** Most operators in a statement, since their parsing time is quadratic; more is 54001. */
    public static final int OPERATORS_MAX = 1_000;

    /** Longest identifier in UTF-8 bytes, as in PostgreSQL; a longer one is 42622. */
    public static final int IDENTIFIER_BYTES_MAX = 63;

    /** Most columns of a SELECT, as in PostgreSQL; more is 54011. */
    public static final int SELECT_ITEMS_MAX = 1_664;

    /** Most sequences in one DROP SEQUENCE; more is 54000. */
    public static final int DROP_NAMES_MAX = 1_000;

    private SqlLimits() {}
}
