package io.nextval.server.catalog;

/** Every limit on a query over the catalog. */
final class QueryLimits {

    /** Most rows of a result; more is 54000. */
    static final int ROWS_MAX = 100_000;

    /** Most bytes of a result, roughly: it must fit into one frame; more is 54000. */
    static final long RESULT_BYTES_MAX = 12L << 20;

    /** Most memory that the rows a query keeps may take, roughly; more is 54000. */
    static final long HELD_BYTES_MAX = 64L << 20;

    /** Longest text that a function may make, in UTF-16 units; a longer one is 54000. */
    static final int TEXT_CHARS_MAX = 1 << 20;

    /** Most digits of a numeric, before and behind the point; more is 22003. */
    static final int NUMERIC_DIGITS_MAX = 10_000;

    /** Longest time that a query may run over its rows; then it is 57014. */
    static final long RUN_MILLIS_MAX = 10_000;

    /** Longest time that planning a query may take; then it is 54001. */
    static final long PLAN_MILLIS_MAX = 5_000;

    /**
     * Most items of ORDER BY times columns of SELECT, since each item is looked for in each column;
     * more is 54001.
     */
    static final int SORTED_COLUMNS_MAX = 4_096;

    /** Most columns of all SELECTs of a query together; more is 54001. */
    static final int SELECTED_COLUMNS_MAX = 10_000;

    /** Most columns of the tables of a join together; more is 54001. */
    static final int JOINED_COLUMNS_MAX = 4_096;

    /** Queries that are planned or run at the same time. */
    static final int THREADS = 2;

    /** Longest time that describing a query waits for its plan; then it is 53000. */
    static final long DESCRIBE_MILLIS_MAX = 20_000;

    /** Queries that wait for a thread; more are refused with 53000. */
    static final int WAITING_MAX = 256;

    /** Plans that are kept, by schema and text. */
    static final int PLANS_MAX = 256;

    /** Longest text whose plan is kept. */
    static final int PLAN_TEXT_CHARS_MAX = 8_192;

    /** Stack of the threads, since expressions and plans are walked by recursion. */
    static final long STACK_BYTES = 16L << 20;

    private QueryLimits() {}
}
