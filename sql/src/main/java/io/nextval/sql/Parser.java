package io.nextval.sql;

import org.apache.calcite.sql.SqlNode;

import java.util.List;

/**
 * Reads SQL. Callable from any thread; keeps nothing between calls.
 *
 * <p>The first call in a JVM loads the generated parser, which takes 150 milliseconds or more;
 * {@link #warmUp} does that ahead. Later calls cost microseconds and tens of kilobytes of garbage,
 * so callers keep what they parsed by its text.
 */
public final class Parser {
    private static final List<String> EXAMPLES =
            List.of(
                    "SELECT nextval('a.b'::regclass)::text AS c, NEXT VALUE FOR d, setval('e', ?)"
                            + " FROM generate_series(1, ?)",
                    "VALUES (-1, 'x', current_user)",
                    "SELECT a.b, count(*) FROM a WHERE c ILIKE 'x%' ORDER BY 1 LIMIT ?",
                    "CREATE SEQUENCE IF NOT EXISTS a AS bigint START -1 NO CYCLE",
                    "ALTER SEQUENCE a RESTART WITH 1",
                    "DROP SEQUENCE IF EXISTS a, b",
                    "CREATE USER a SUPERUSER",
                    "GRANT USAGE ON SEQUENCE a TO PUBLIC",
                    "BEGIN READ ONLY",
                    "SET a = 'b'",
                    "SHOW SEQUENCES LIKE 'a%'");
    private static final List<String> MISTAKES = List.of("SELECT FROM", "CREATE SEQENCE");

    private Parser() {}

    /**
     * Parses one statement; one trailing semicolon or more is allowed.
     *
     * @throws SqlException what is wrong with the text; nothing else is thrown, for any text: 42601
     *     not understood, 0AX00 understood but not served, 42602 and 42622 names, 22003 and 22P02
     *     numbers, 22021 characters, 54000 too long, 54001 too complex
     */
    public static Statement parse(String sql) throws SqlException {
        try {
            return new StatementReader(SourceText.of(sql)).read();
        } catch (SqlException e) {
            throw Secrets.withoutThem(e, sql);
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

    /**
     * Returns the tree of a query, made anew for each call, so that the caller may change it. Names
     * that are not quoted are folded; positions are those in the query's text.
     *
     * @throws SqlException 42601 if the text is not a query; never for a {@link Query} that {@link
     *     #parse} made
     */
    public static SqlNode queryTree(Query query) throws SqlException {
        SourceText source = SourceText.of(query.text());
        SqlNode tree = Grammar.parse(source);
        QueryTree.prepare(tree, source);
        return tree;
    }

    /**
     * Returns the name of a sequence as the string in {@code nextval('…')} says it.
     *
     * @throws SqlException 42602 not the form of a name, 42622 too long, 42601 or 0AX00 too many
     *     parts
     */
    public static QualifiedName sequenceName(String text) throws SqlException {
        return Names.fromString(text, 0);
    }

    /** Loads what the first {@link #parse} and the first error would load. */
    public static void warmUp() {
        try {
            for (String example : EXAMPLES) {
                Statement statement = parse(example);
                if (statement instanceof Query query) {
                    queryTree(query);
                }
            }
        } catch (SqlException e) {
            throw new IllegalStateException("the parser does not parse its own examples", e);
        }
        for (String mistake : MISTAKES) {
            try {
                parse(mistake);
                throw new IllegalStateException("the parser takes what is wrong");
            } catch (SqlException expected) {
                // Reading an error loads classes of its own.
            }
        }
    }
}
