package io.nextval.sql;

import org.apache.calcite.sql.parser.SqlParserPos;

import java.util.Arrays;
import java.util.Locale;

/**
 * One statement's text, checked and made ready for the generated parser. One thread.
 *
 * <p>The generated parser's own lexical rules differ from PostgreSQL's in places (comments do not
 * nest, {@code //} is a comment, {@code 1a} is a number with an alias), and its work grows faster
 * than the text in others. So what it would read differently or too slowly is refused here, and
 * comments and the semicolon become spaces. The length never changes: an offset in one text is the
 * same in the other.
 */
final class SourceText {
    private final String sql;
    private final char[] clean;
    private int firstToken;
    private final int semicolon;
    private final int parameters;
    private final int openParentheses;

    private SourceText(String sql) throws SqlException {
        this.sql = sql;
        this.clean = sql.toCharArray();
        SourceScan scan = new SourceScan(sql, clean);
        scan.scan();
        this.firstToken = scan.firstToken();
        this.semicolon = scan.semicolon();
        this.parameters = scan.parameters();
        this.openParentheses = scan.openParentheses();
    }

    /**
     * Checks a statement.
     *
     * @throws SqlException 54000 too long, 54001 too complex, 22021 not Unicode, 42601 not SQL
     */
    static SourceText of(String sql) throws SqlException {
        if (sql.length() > SqlLimits.STATEMENT_CHARS_MAX) {
            throw Errors.error(
                    SqlState.PROGRAM_LIMIT,
                    "the statement has "
                            + sql.length()
                            + " characters; the limit is "
                            + SqlLimits.STATEMENT_CHARS_MAX,
                    "split it into several statements",
                    0);
        }
        checkCharacters(sql);
        return new SourceText(sql);
    }

    /** Returns the text for the generated parser. */
    String clean() {
        return new String(clean);
    }

    /** Returns the offset of the first token. */
    int firstToken() {
        return firstToken;
    }

    /** Returns the offset after the last character. */
    int endOffset() {
        return clean.length;
    }

    /** Returns the number of ? in the statement. */
    int parameterCount() {
        return parameters;
    }

    /** Returns how many parentheses are open at the end, 0 if the text is as it should be. */
    int openParentheses() {
        return openParentheses;
    }

    /** Makes everything before a token space, so that the statement begins there. */
    void skipTo(int offset) {
        Arrays.fill(clean, 0, offset, ' ');
        firstToken = offset;
    }

    /** Returns the statement without comments and semicolon; offsets stay the same. */
    String queryText() {
        return " ".repeat(firstToken) + clean().substring(firstToken).stripTrailing();
    }

    /** Returns the 0-based offset of a place that the generated parser gives, both 1-based. */
    int offsetOf(int line, int column) {
        int offset = 0;
        for (int i = 1; i < line && offset < clean.length; i++) {
            while (offset < clean.length && clean[offset] != '\n' && clean[offset] != '\r') {
                offset++;
            }
            boolean pair =
                    offset + 1 < clean.length && clean[offset] == '\r' && clean[offset + 1] == '\n';
            offset += pair ? 2 : 1;
        }
        return Math.min(offset + Math.max(column - 1, 0), clean.length);
    }

    /** Returns the offset of the first token at or after an offset, the semicolon being one. */
    int tokenStart(int offset) {
        int at = offset;
        while (at < clean.length && Scanner.isSpace(clean[at]) && at != semicolon) {
            at++;
        }
        return at == clean.length && semicolon >= 0 ? semicolon : at;
    }

    /** Returns the token that starts at an offset as it stands in the text, empty at the end. */
    String tokenAt(int offset) {
        Scanner scanner = new Scanner(sql, offset);
        return scanner.next() ? scanner.piece() : "";
    }

    /** Returns the text that a node of the tree was made of. */
    String textOf(SqlParserPos pos) {
        int from = offsetOf(pos.getLineNum(), pos.getColumnNum());
        int to = offsetOf(pos.getEndLineNum(), pos.getEndColumnNum()) + 1;
        return sql.substring(from, Math.max(from, Math.min(to, sql.length())));
    }

    private static void checkCharacters(String sql) throws SqlException {
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(c)
                            && i + 1 < sql.length()
                            && Character.isLowSurrogate(sql.charAt(i + 1));
            if (c == 0 || (Character.isSurrogate(c) && !pair)) {
                throw Errors.error(
                        SqlState.INVALID_CHARACTER,
                        String.format(Locale.ROOT, "invalid character U+%04X", (int) c),
                        "",
                        i + 1);
            }
            if (pair) {
                i++;
            }
        }
    }
}
