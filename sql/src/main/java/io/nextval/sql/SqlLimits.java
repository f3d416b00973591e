package io.nextval.sql;

/** Every limit of the SQL front: what is refused before, or instead of, being worked on. */
public final class SqlLimits {

    /** Longest statement in UTF-16 units; a longer one is 54000. */
    public static final int STATEMENT_CHARS_MAX = 65_536;

    /** Deepest nesting of parentheses, brackets and CASE; a deeper one is 54001. */
    public static final int NESTING_MAX = 64;

    /** Most operators in a statement, since their parsing time is quadratic; more is 54001. */
    public static final int OPERATORS_MAX = 1_000;

    /** Most LIKE and its like, since their parsing time is cubic; more is 54001. */
    public static final int PATTERNS_MAX = 100;

    /** Most tokens of a statement; more is 54001. */
    public static final int TOKENS_MAX = 20_000;

    /**
     * Most parts of a statement's tree once BETWEEN, CASE, COALESCE, IN, NULLIF and WITH are
     * written out, since nested ones double it at each level; more is 54001.
     */
    public static final int EXPANDED_NODES_MAX = 30_000;

    /**
     * Most tables and subqueries of a statement, a name of WITH counting as what it stands for;
     * more is 54001.
     */
    public static final int RELATIONS_MAX = 128;

    /** Longest identifier in UTF-8 bytes, as in PostgreSQL; a longer one is 42622. */
    public static final int IDENTIFIER_BYTES_MAX = 63;

    /** Most columns of a SELECT, as in PostgreSQL; more is 54011. */
    public static final int SELECT_ITEMS_MAX = 1_664;

    /** Longest comment on a sequence in UTF-16 units; a longer one is 54000. */
    public static final int COMMENT_CHARS_MAX = 4_096;

    /** Longest password in UTF-16 units; a longer one is 54000. */
    public static final int PASSWORD_CHARS_MAX = 1_000;

    /** Most sequences, schemas or users in one DROP, GRANT or REVOKE; more is 54000. */
    public static final int NAMES_MAX = 1_000;

    private SqlLimits() {}
}
