package io.nextval.sql;

/**
 * Cuts SQL text into its lexical pieces: just enough to know what is quoted and what is a comment.
 * Every character belongs to one piece; nothing is an error here. One thread.
 *
 * <p>The rules are PostgreSQL's with standard_conforming_strings: quotes are doubled inside quotes,
 * a name may be in MariaDB's backticks too, {@code --} runs to the end of the line, block comments
 * nest, {@code $tag$} quotes up to the same tag.
 */
final class Scanner {

    /** What a piece is. Numbers are words; a symbol is one character. */
    enum Kind {
        SPACE,
        COMMENT,
        WORD,
        STRING,
        QUOTED_NAME,
        DOLLAR_STRING,
        SYMBOL
    }

    private final String text;
    private Kind kind = Kind.SPACE;
    private int start;
    private int end;
    private boolean terminated = true;

    Scanner(String text, int from) {
        this.text = text;
        this.start = from;
        this.end = from;
    }

    /** Moves to the next piece; returns false at the end of the text. */
    boolean next() {
        if (end == text.length()) {
            return false;
        }
        start = end;
        terminated = true;
        char c = text.charAt(start);
        if (isSpace(c)) {
            kind = Kind.SPACE;
            end = start + 1;
            while (end < text.length() && isSpace(text.charAt(end))) {
                end++;
            }
        } else if (isWordPart(c)) {
            kind = Kind.WORD;
            end = wordEnd(start);
        } else if (c == '\'') {
            kind = Kind.STRING;
            quoted(c);
        } else if (c == '"' || c == '`') {
            kind = Kind.QUOTED_NAME;
            quoted(c);
        } else if (text.startsWith("--", start)) {
            kind = Kind.COMMENT;
            lineComment();
        } else if (text.startsWith("/*", start)) {
            kind = Kind.COMMENT;
            blockComment();
        } else if (c != '$' || !dollarString()) {
            kind = Kind.SYMBOL;
            end = start + 1;
        }
        return true;
    }

    Kind kind() {
        return kind;
    }

    /** Returns the offset of the piece's first character. */
    int start() {
        return start;
    }

    /** Returns the offset after the piece's last character. */
    int end() {
        return end;
    }

    /** Returns false if the text ended within the quotes or the comment. */
    boolean terminated() {
        return terminated;
    }

    /** Returns the piece's only character if it is a symbol, else 0. */
    char symbol() {
        return kind == Kind.SYMBOL ? text.charAt(start) : 0;
    }

    String piece() {
        return text.substring(start, end);
    }

    private void quoted(char quote) {
        int at = start + 1;
        while (at < text.length()) {
            if (text.charAt(at) != quote) {
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                at += 2;
            } else {
                end = at + 1;
                return;
            }
        }
        untilTheEnd();
    }

    private void lineComment() {
        end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
    }

    private void blockComment() {
        int depth = 0;
        int at = start;
        while (at + 1 < text.length()) {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
                if (depth == 0) {
                    end = at;
                    return;
                }
            } else {
                at++;
            }
        }
        untilTheEnd();
    }

    private boolean dollarString() {
        int tagEnd = start + 1;
        while (tagEnd < text.length() && isWordPart(text.charAt(tagEnd))) {
            tagEnd++;
        }
        boolean tagged = tagEnd > start + 1;
        if (tagEnd == text.length()
                || text.charAt(tagEnd) != '$'
                || (tagged && isDigit(text.charAt(start + 1)))) {
            return false;
        }
        kind = Kind.DOLLAR_STRING;
        String tag = text.substring(start, tagEnd + 1);
        int close = text.indexOf(tag, tagEnd + 1);
        if (close < 0) {
            untilTheEnd();
        } else {
            end = close + tag.length();
        }
        return true;
    }

    private void untilTheEnd() {
        terminated = false;
        end = text.length();
    }

    private int wordEnd(int from) {
        int at = from;
        while (at < text.length() && (isWordPart(text.charAt(at)) || text.charAt(at) == '$')) {
            at++;
        }
        return at;
    }

    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordPart(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || c >= 0x80
                || isDigit(c);
    }
}
