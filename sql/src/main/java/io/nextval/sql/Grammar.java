package io.nextval.sql;

import io.nextval.sql.parser.NextvalParserImpl;

import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformanceEnum;

/** Runs the generated parser over a statement. Callable from any thread. */
final class Grammar {
    /** Names stay as written; folding is ours, since PostgreSQL folds ASCII letters only. */
    private static final SqlParser.Config CONFIG =
            SqlParser.config()
                    .withParserFactory(NextvalParserImpl.FACTORY)
                    .withQuoting(Quoting.DOUBLE_QUOTE)
                    .withUnquotedCasing(Casing.UNCHANGED)
                    .withQuotedCasing(Casing.UNCHANGED)
                    .withCaseSensitive(true)
                    .withIdentifierMaxLength(SqlLimits.STATEMENT_CHARS_MAX)
                    .withConformance(SqlConformanceEnum.DEFAULT);

    /** The parser gives an error at the end the place of the last character: make it a space. */
    private static final String AFTER_END = " ";

    private Grammar() {}

    /**
     * Returns the statement's tree.
     *
     * @throws SqlException 42601 not in the grammar, 54001 too deep for this thread's stack
     */
    static SqlNode parse(SourceText source) throws SqlException {
        try {
            return SqlParser.create(source.clean() + AFTER_END, CONFIG).parseStmt();
        } catch (SqlParseException e) {
            if (e.getCause() instanceof StackOverflowError) {
                throw tooComplex();
            }
            throw SyntaxErrors.of(e, source);
        }
    }

    static SqlException tooComplex() {
        return Errors.error(
                SqlState.TOO_COMPLEX, "the statement is too deeply nested to be read", "", 0);
    }
}
