package io.nextval.sql;

import org.apache.calcite.sql.parser.SqlParserPos;

import java.util.Locale;
import java.util.Set;

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
    private static final Set<String> OPERATOR_WORDS =
            Set.of(
                    "and",
                    "or",
                    "not",
                    "is",
                    "in",
                    "like",
                    "between",
                    "similar",
                    "overlaps",
                    "contains",
                    "equals",
                    "precedes",
                    "succeeds",
                    "member",
                    "multiset",
                    "submultiset",
                    "escape",
                    "collate",
                    "union",
                    "intersect",
                    "except",
                    "minus");

    /** Words that take an expression which may begin with the same word. */
    private static final Set<String> NESTING_WORDS = Set.of("case", "unique");

    private final String sql;
    private final char[] clean;
    private int firstToken = -1;
    private int semicolon = -1;
    private int depth;
    private int operators;

    private SourceText(String sql) {
        this.sql = sql;
        this.clean = sql.toCharArray();
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
        SourceText source = new SourceText(sql);
        source.scan();
        return source;
    }

    /** Returns the text for the generated parser. */
    String clean() {
        return new String(clean);
    }

    /** Returns the offset of the first token. */
    int firstToken() {
        return firstToken;
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

    private void scan() throws SqlException {
        Scanner scanner = new Scanner(sql, 0);
        while (scanner.next()) {
            switch (scanner.kind()) {
                case SPACE -> {}
                case COMMENT -> blankComment(scanner);
                default -> {
                    if (scanner.symbol() == ';') {
                        endAt(scanner.start());
                    } else if (semicolon >= 0) {
                        throw Errors.error(
                                SqlState.SYNTAX_ERROR,
                                "cannot insert multiple commands into a prepared statement",
                                "send one statement at a time",
                                scanner.start() + 1);
                    } else {
                        if (firstToken < 0) {
                            firstToken = scanner.start();
                        }
                        check(scanner);
                    }
                }
            }
        }
        if (firstToken < 0) {
            throw Errors.error(SqlState.SYNTAX_ERROR, "the statement is empty", "", 0);
        }
    }

    private void endAt(int offset) throws SqlException {
        if (firstToken < 0) {
            throw Errors.syntaxAt(";", "the statement is empty", offset + 1);
        }
        if (semicolon < 0) {
            semicolon = offset;
        }
        clean[offset] = ' ';
    }

    private void blankComment(Scanner comment) throws SqlException {
        if (!comment.terminated()) {
            throw Errors.near("unterminated /* comment", comment.piece(), "", comment.start() + 1);
        }
        for (int i = comment.start(); i < comment.end(); i++) {
            if (clean[i] != '\n' && clean[i] != '\r') {
                clean[i] = ' ';
            }
        }
    }

    private void check(Scanner token) throws SqlException {
        int position = token.start() + 1;
        switch (token.kind()) {
            case WORD -> checkWord(token);
            case STRING -> {
                if (!token.terminated()) {
                    throw Errors.near("unterminated quoted string", token.piece(), "", position);
                }
            }
            case QUOTED_NAME -> {
                if (!token.terminated()) {
                    throw Errors.near(
                            "unterminated quoted identifier", token.piece(), "", position);
                }
                if (token.end() - token.start() == 2) {
                    throw Errors.near(
                            "zero-length delimited identifier", token.piece(), "", position);
                }
            }
            case DOLLAR_STRING -> {
                if (!token.terminated()) {
                    throw Errors.near(
                            "unterminated dollar-quoted string", token.piece(), "", position);
                }
                throw Errors.notSupported("a dollar-quoted string", position);
            }
            default -> checkSymbol(token);
        }
    }

    private void checkWord(Scanner word) throws SqlException {
        String piece = word.piece();
        if (Scanner.isDigit(piece.charAt(0))) {
            if (!isNumber(word)) {
                throw Errors.near(
                        "trailing junk after numeric literal", piece, "", word.start() + 1);
            }
            return;
        }
        char next = word.end() < sql.length() ? sql.charAt(word.end()) : 0;
        if (next == '\'' && piece.equalsIgnoreCase("e")) {
            throw Errors.notSupported("an escape string (E'…')", word.start() + 1);
        }
        String folded = Identifier.fold(piece);
        if (OPERATOR_WORDS.contains(folded)) {
            countOperator(word.start() + 1);
        } else if (NESTING_WORDS.contains(folded)) {
            nest(word.start() + 1);
        } else if (folded.equals("end")) {
            depth = Math.max(0, depth - 1);
        }
    }

    /** Digits, and perhaps an exponent, whose sign and digits may be further tokens. */
    private boolean isNumber(Scanner word) {
        int at = word.start();
        while (at < word.end() && Scanner.isDigit(sql.charAt(at))) {
            at++;
        }
        if (at == word.end()) {
            return true;
        }
        if (sql.charAt(at) != 'e' && sql.charAt(at) != 'E') {
            return false;
        }
        at++;
        if (at == word.end()) {
            boolean signed =
                    at + 1 < sql.length() && (sql.charAt(at) == '+' || sql.charAt(at) == '-');
            return signed && Scanner.isDigit(sql.charAt(at + 1));
        }
        while (at < word.end() && Scanner.isDigit(sql.charAt(at))) {
            at++;
        }
        return at == word.end();
    }

    private void checkSymbol(Scanner symbol) throws SqlException {
        int position = symbol.start() + 1;
        switch (symbol.symbol()) {
            case '(', '{' -> nest(position);
            case '[' -> {
                nest(position);
                countOperator(position);
            }
            case ')', ']', '}' -> depth = Math.max(0, depth - 1);
            case ',', ';', '?' -> {}
            default -> {
                if (sql.startsWith("//", symbol.start())) {
                    throw Errors.syntaxAt("//", "", position);
                }
                countOperator(position);
            }
        }
    }

    private void nest(int position) throws SqlException {
        depth++;
        if (depth > SqlLimits.NESTING_MAX) {
            throw Errors.error(
                    SqlState.TOO_COMPLEX,
                    "the statement is nested deeper than " + SqlLimits.NESTING_MAX,
                    "",
                    position);
        }
    }

    private void countOperator(int position) throws SqlException {
        operators++;
        if (operators > SqlLimits.OPERATORS_MAX) {
            throw Errors.error(
                    SqlState.TOO_COMPLEX,
                    "the statement has more than " + SqlLimits.OPERATORS_MAX + " operators",
                    "",
                    position);
        }
    }
}
