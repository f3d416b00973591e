package io.nextval.sql;

import io.nextval.sql.parser.NextvalParserImpl;

import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/** Runs the generated parser over a query. Callable from any thread. */
final class Grammar {
    /** The remainder is written %, as in PostgreSQL. */
    private static final SqlConformance CONFORMANCE =
            new SqlDelegatingConformance(SqlConformanceEnum.DEFAULT) {
                @Override
                public boolean isPercentRemainderAllowed() {
                    return true;
                }
            };

    /** Names stay as written; folding is ours, since PostgreSQL folds ASCII letters only. */
    private static final SqlParser.Config CONFIG =
            SqlParser.config()
                    .withParserFactory(NextvalParserImpl.FACTORY)
                    .withQuoting(Quoting.DOUBLE_QUOTE)
                    .withUnquotedCasing(Casing.UNCHANGED)
                    .withQuotedCasing(Casing.UNCHANGED)
                    .withCaseSensitive(true)
                    .withIdentifierMaxLength(SqlLimits.STATEMENT_CHARS_MAX)
                    .withConformance(CONFORMANCE);

    /** The parser gives an error at the end the place of the last character: make it a space. */
    private static final String AFTER_END = " ";

    private Grammar() {}

    /**
     * Returns the statement's tree.
     *
     * @throws SqlException 42601 not in the grammar, 54001 too large or too deep for this thread's
     *     stack
     */
    static SqlNode parse(SourceText source) throws SqlException {
        try {
            SqlNode tree = parser(source).parseStmt();
            TreeSize.check(tree);
            return tree;
        } catch (SqlParseException e) {
            throw error(e, source);
        }
    }

    /** Returns the tree of a text that is an expression; throws as {@link #parse} does. */
    static SqlNode expression(SourceText source) throws SqlException {
        try {
            SqlNode tree = parser(source).parseExpression();
            TreeSize.check(tree);
            return tree;
        } catch (SqlParseException e) {
            throw error(e, source);
        }
    }

    private static SqlParser parser(SourceText source) {
        return SqlParser.create(source.clean() + AFTER_END, CONFIG);
    }

    private static SqlException error(SqlParseException e, SourceText source) {
        if (e.getCause() instanceof StackOverflowError) {
            return tooComplex();
        }
        return endsTooEarly(source)
                ? Errors.syntaxAtEnd("", source.tokenStart(source.endOffset()) + 1)
                : SyntaxErrors.of(e, source);
    }

    /**
     * Returns whether nothing but closing parentheses is missing. The parser looks ahead over what
     * is in some parentheses, and gives up at the first one if the last is missing.
     */
    private static boolean endsTooEarly(SourceText source) {
        String closing = ")".repeat(source.openParentheses());
        if (closing.isEmpty()) {
            return false;
        }
        try {
            SqlParser.create(source.clean() + closing, CONFIG).parseStmt();
            return true;
        } catch (SqlParseException e) {
            return false;
        }
    }

    static SqlException tooComplex() {
        return Errors.error(
                SqlState.TOO_COMPLEX, "the statement is too deeply nested to be read", "", 0);
    }
}
