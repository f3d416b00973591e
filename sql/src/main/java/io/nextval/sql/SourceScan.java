package io.nextval.sql;

import java.util.Set;

/**
 * Goes once over a statement's text, refuses what the generated parser would read differently or
 * too slowly, and rewrites the rest in place where the two differ: comments, the semicolon, quotes
 * of other databases. One thread, one text.
 */
final class SourceScan {
    private static final Set<String> OPERATOR_WORDS =
            Set.of(
                    "and",
                    "or",
                    "not",
                    "is",
                    "in",
                    "like",
                    "ilike",
                    "rlike",
                    "immediately",
                    "format",
                    "at",
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

    /** Values that some databases write as functions: the parentheses become spaces. */
    private static final Set<String> SESSION_VALUES =
            Set.of(
                    "current_schema",
                    "current_catalog",
                    "current_timestamp",
                    "current_user",
                    "session_user",
                    "user");

    /** Operators that match a pattern; so does ~. */
    private static final Set<String> PATTERN_WORDS = Set.of("like", "ilike", "rlike", "similar");

    /** Words that take an expression which may begin with the same word. */
    private static final Set<String> NESTING_WORDS = Set.of("case", "unique");

    /** Words after which SQL Server's {@code [name]} is a name, not a subscript. */
    private static final Set<String> BEFORE_NAME = Set.of("for", "sequence", "exists");

    private final String sql;
    private final char[] clean;
    private int firstToken = -1;
    private int semicolon = -1;
    private int depth;
    private int openParentheses;
    private int operators;
    private int patterns;
    private int tokens;
    private int parameters;

    /** The token before, a word folded, a symbol as it is, anything else empty. */
    private String before = "";

    /** The place of a ( right after one of SESSION_VALUES. */
    private int openAfterSessionValue = -1;

    /** The token before was the end of parentheses that became spaces. */
    private boolean parenthesesBlanked;

    /** The place of the ] that ends a name. */
    private int nameEnd = -1;

    /**
     * @param clean a copy of the text, which {@link #scan} rewrites
     */
    SourceScan(String sql, char[] clean) {
        this.sql = sql;
        this.clean = clean;
    }

    /** Returns the offset of the first token. */
    int firstToken() {
        return firstToken;
    }

    /** Returns the offset of the semicolon, or -1. */
    int semicolon() {
        return semicolon;
    }

    /** Returns the number of ? in the statement. */
    int parameters() {
        return parameters;
    }

    /** Returns how many ( have no ) yet. */
    int openParentheses() {
        return openParentheses;
    }

    /** Does it all; see {@link SourceText#of} for what it throws. */
    void scan() throws SqlException {
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
        tokens++;
        if (tokens > SqlLimits.TOKENS_MAX) {
            throw tooComplex("has more than " + SqlLimits.TOKENS_MAX + " words", position);
        }
        blankParentheses(token, position);
        switch (token.kind()) {
            case WORD -> checkWord(token);
            case STRING -> {
                if (!token.terminated()) {
                    throw Errors.near("unterminated quoted string", token.piece(), "", position);
                }
            }
            case QUOTED_NAME -> checkQuotedName(token, position);
            case DOLLAR_STRING -> {
                if (!token.terminated()) {
                    throw Errors.near(
                            "unterminated dollar-quoted string", token.piece(), "", position);
                }
                throw Errors.notSupported("a dollar-quoted string", position);
            }
            default -> checkSymbol(token);
        }
        before =
                switch (token.kind()) {
                    case WORD -> Identifier.fold(token.piece());
                    case SYMBOL -> token.piece();
                    default -> "";
                };
    }

    private void blankParentheses(Scanner token, int position) throws SqlException {
        int open = openAfterSessionValue;
        boolean afterBlanked = parenthesesBlanked;
        openAfterSessionValue = -1;
        parenthesesBlanked = false;
        if (token.symbol() == '(' && afterBlanked) {
            throw Errors.syntaxAt("(", "", position);
        }
        if (token.symbol() == '(' && SESSION_VALUES.contains(before)) {
            openAfterSessionValue = token.start();
        } else if (token.symbol() == ')' && open >= 0) {
            clean[open] = ' ';
            clean[token.start()] = ' ';
            parenthesesBlanked = true;
        }
    }

    private void checkQuotedName(Scanner name, int position) throws SqlException {
        if (!name.terminated()) {
            throw Errors.near("unterminated quoted identifier", name.piece(), "", position);
        }
        if (name.end() - name.start() == 2) {
            throw Errors.near("zero-length delimited identifier", name.piece(), "", position);
        }
        if (sql.charAt(name.start()) == '`') {
            String inside = sql.substring(name.start() + 1, name.end() - 1);
            if (inside.indexOf('"') >= 0 || inside.indexOf('`') >= 0) {
                throw Errors.notSupported("a quote in a name in backticks", position);
            }
            quote(name.start(), name.end() - 1);
        }
    }

    /** Returns whether a [ begins a name, and makes quotes of it and its ]. */
    private boolean isNameInBrackets(int start) {
        if (!before.equals(".") && !BEFORE_NAME.contains(before)) {
            return false;
        }
        int end = sql.indexOf(']', start);
        String inside = end < 0 ? "" : sql.substring(start + 1, end);
        boolean name =
                !inside.isEmpty()
                        && inside.chars().allMatch(c -> c != '"' && c != '\'' && c >= ' ');
        if (name) {
            quote(start, end);
            nameEnd = end;
        }
        return name;
    }

    private void quote(int start, int end) {
        clean[start] = '"';
        clean[end] = '"';
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
            if (PATTERN_WORDS.contains(folded)) {
                countPattern(word.start() + 1);
            }
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
            case '(' -> {
                openParentheses++;
                nest(position);
            }
            case '{' -> nest(position);
            case '[' -> {
                if (!isNameInBrackets(symbol.start())) {
                    nest(position);
                    countOperator(position);
                }
            }
            case ']' -> depth = symbol.start() == nameEnd ? depth : Math.max(0, depth - 1);
            case ')' -> {
                openParentheses = Math.max(0, openParentheses - 1);
                depth = Math.max(0, depth - 1);
            }
            case '}' -> depth = Math.max(0, depth - 1);
            case '?' -> parameters++;
            case ',', ';' -> {}
            default -> {
                if (sql.startsWith("//", symbol.start())) {
                    throw Errors.syntaxAt("//", "", position);
                }
                countOperator(position);
                if (symbol.symbol() == '~') {
                    countPattern(position);
                }
            }
        }
    }

    private void nest(int position) throws SqlException {
        depth++;
        if (depth > SqlLimits.NESTING_MAX) {
            throw tooComplex("is nested deeper than " + SqlLimits.NESTING_MAX, position);
        }
    }

    private void countOperator(int position) throws SqlException {
        operators++;
        if (operators > SqlLimits.OPERATORS_MAX) {
            throw tooComplex("has more than " + SqlLimits.OPERATORS_MAX + " operators", position);
        }
    }

    private void countPattern(int position) throws SqlException {
        patterns++;
        if (patterns > SqlLimits.PATTERNS_MAX) {
            throw tooComplex("matches more than " + SqlLimits.PATTERNS_MAX + " patterns", position);
        }
    }

    private static SqlException tooComplex(String why, int position) {
        return Errors.error(SqlState.TOO_COMPLEX, "the statement " + why, "", position);
    }
}
