package io.nextval.sql;

/**
 * Reads SQL. Callable from any thread; keeps nothing between calls.
 *
 * <p>The first call in a JVM loads the generated parser, which takes 150 milliseconds or more;
 * {@link #warmUp} does that ahead. Later calls cost microseconds and tens of kilobytes of garbage,
 * so callers keep what they parsed by its text.
 */
public final class Parser {

    private Parser() {}

    /**
     * Parses one statement; one trailing semicolon or more is allowed.
     *
     * @throws SqlException what is wrong with the text; nothing else is thrown, for any text: 42601
     *     not understood, 0AX00 understood but not served, 42602 and 42622 names, 22003 and 22P02
     *     numbers, 22021 characters, 54000 too long, 54001 too complex
     */
    public static Statement parse(String sql) throws SqlException {
        SourceText source = SourceText.of(sql);
        try {
            return new StatementReader(source).read(Grammar.parse(source));
        } catch (StackOverflowError e) {
            throw Grammar.tooComplex();
        } catch (RuntimeException e) {
            // Calcite's node classes check some of their arguments with unchecked exceptions.
            SqlException unreadable =
                    Errors.error(
                            SqlState.SYNTAX_ERROR, "the statement cannot be understood", "", 0);
            unreadable.initCause(e);
            throw unreadable;
        }
    }

    /** Loads what the first {@link #parse} and the first error would load. */
    public static void warmUp() {
        try {
            parse("SELECT nextval('a.b') AS c, NEXT VALUE FOR d FROM generate_series(1, ?)");
            parse("CREATE SEQUENCE IF NOT EXISTS a AS bigint START -1 NO CYCLE");
            parse("DROP SEQUENCE IF EXISTS a, b");
        } catch (SqlException e) {
            throw new IllegalStateException("the parser does not parse its own examples", e);
        }
        try {
            parse("SELECT FROM");
            throw new IllegalStateException("the parser takes what is wrong");
        } catch (SqlException expected) {
            // Reading an error loads classes of its own.
        }
    }
}
