package io.nextval.routing;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a statement into tokens by a vendor's rules of quoting. Total: whatever the text, its tokens
 * put together are the text again; a quote or comment that does not end goes to the text's end.
 */
final class Tokenizer {
    private final String text;
    private final Vendor vendor;
    private final List<Token> tokens = new ArrayList<>();

    private Tokenizer(String text, Vendor vendor) {
        this.text = text;
        this.vendor = vendor;
    }

    static List<Token> tokens(String text, Vendor vendor) {
        Tokenizer tokenizer = new Tokenizer(text, vendor);
        int position = 0;
        while (position < text.length()) {
            position = tokenizer.token(position);
        }
        return tokenizer.tokens;
    }

    /** Adds the token that starts here. Returns where it ends. */
    private int token(int start) {
        char c = text.charAt(start);
        if (Character.isWhitespace(c)) {
            return add(Token.Kind.SPACE, start, spaces(start));
        }
        if (isComment(start)) {
            return add(Token.Kind.COMMENT, start, comment(start));
        }
        if (c == '\'') {
            return add(Token.Kind.STRING, start, quoted(start, '\'', vendor.hasBackslashes()));
        }
        if (c == '"' || (c == '`' && vendor.hasBackticks())) {
            boolean backslashes = c == '"' && vendor.hasBackslashes();
            return add(Token.Kind.QUOTED, start, quoted(start, c, backslashes));
        }
        if (c == '[' && vendor.hasBrackets()) {
            return add(Token.Kind.QUOTED, start, quoted(start, ']', false));
        }
        if (c == '$' && vendor.hasDollarQuotes()) {
            int end = dollarQuoted(start);
            if (end > start) {
                return add(Token.Kind.STRING, start, end);
            }
        }
        if (c == '?') {
            return questionMark(start);
        }
        if (isDigit(c) || (c == '.' && isDigit(at(start + 1)))) {
            return add(Token.Kind.NUMBER, start, number(start));
        }
        return isWordStart(c) ? word(start) : symbol(start);
    }

    private int word(int start) {
        int end = start + 1;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        if (at(end) == '\'') {
            int prefixed = prefixedText(start, end);
            if (prefixed > end) {
                return add(Token.Kind.STRING, start, prefixed);
            }
        }
        boolean unicode = end == start + 1 && (text.charAt(start) | 0x20) == 'u' && at(end) == '&';
        if (unicode && at(end + 1) == '\'') {
            return add(Token.Kind.STRING, start, quoted(end + 1, '\'', false));
        }
        if (unicode && at(end + 1) == '"') {
            return add(Token.Kind.QUOTED, start, quoted(end + 1, '"', false));
        }
        return add(Token.Kind.WORD, start, end);
    }

    /** The end of a text whose prefix goes from start to the quote, or the quote if it is none. */
    private int prefixedText(int start, int quote) {
        char first = (char) (text.charAt(start) | 0x20);
        char last = (char) (text.charAt(quote - 1) | 0x20);
        int length = quote - start;
        boolean national = length == 2 && first == 'n' && last == 'q';
        if (vendor.hasQuoteTexts() && ((length == 1 && first == 'q') || national)) {
            return quoteText(quote);
        }
        if (length != 1) {
            return quote;
        }
        return switch (first) {
            case 'e' -> vendor.hasEscapeTexts() ? quoted(quote, '\'', true) : quote;
            case 'n' -> quoted(quote, '\'', vendor.hasBackslashes());
            case 'b', 'x' -> quoted(quote, '\'', false);
            default -> quote;
        };
    }

    /** Of Oracle's {@code '[it's]'} behind its q. */
    private int quoteText(int quote) {
        char open = at(quote + 1);
        char close =
                switch (open) {
                    case '[' -> ']';
                    case '{' -> '}';
                    case '(' -> ')';
                    case '<' -> '>';
                    default -> open;
                };
        int end = quote + 2;
        while (end < text.length()) {
            if (text.charAt(end) == close && at(end + 1) == '\'') {
                return end + 2;
            }
            end++;
        }
        return text.length();
    }

    private int quoted(int start, char quote, boolean backslashes) {
        int position = start + 1;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\\' && backslashes) {
                position += 2;
            } else if (c != quote) {
                position++;
            } else if (at(position + 1) == quote) {
                position += 2;
            } else {
                return position + 1;
            }
        }
        return text.length();
    }

    /** The end of the text in dollar quotes that starts here, or start if none does. */
    private int dollarQuoted(int start) {
        if (start > 0 && isWordPart(text.charAt(start - 1))) {
            return start;
        }
        int end = start + 1;
        while (end < text.length() && text.charAt(end) != '$') {
            char c = text.charAt(end);
            boolean legal = end == start + 1 ? isWordStart(c) : isWordPart(c);
            if (!legal || vendor != Vendor.POSTGRESQL) {
                return start;
            }
            end++;
        }
        if (end >= text.length()) {
            return start;
        }
        String tag = text.substring(start, end + 1);
        int close = text.indexOf(tag, end + 1);
        return close < 0 ? text.length() : close + tag.length();
    }

    private boolean isComment(int start) {
        char c = text.charAt(start);
        char next = at(start + 1);
        if (c == '-' && next == '-') {
            boolean needsSpace = vendor == Vendor.MARIADB;
            return !needsSpace || start + 2 >= text.length() || at(start + 2) <= ' ';
        }
        return (c == '/' && next == '*') || (c == '#' && vendor.hasHashComments());
    }

    private int comment(int start) {
        if (text.charAt(start) != '/') {
            int end = start;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            return end;
        }
        int depth = 1;
        int position = start + 2;
        while (position < text.length()) {
            char c = text.charAt(position);
            char next = at(position + 1);
            if (c == '*' && next == '/') {
                position += 2;
                depth--;
                if (depth == 0) {
                    return position;
                }
            } else if (c == '/' && next == '*' && vendor.hasNestedComments()) {
                position += 2;
                depth++;
            } else {
                position++;
            }
        }
        return text.length();
    }

    private int questionMark(int start) {
        if (at(start + 1) == '?' && vendor.hasEscapedQuestionMarks()) {
            return add(Token.Kind.SYMBOL, start, start + 2);
        }
        int end = start + 1;
        while (vendor.hasNumberedParameters() && isDigit(at(end))) {
            end++;
        }
        return add(Token.Kind.PLACEHOLDER, start, end);
    }

    private int symbol(int start) {
        if (text.charAt(start) == ':') {
            if (at(start + 1) == ':') {
                return add(Token.Kind.SYMBOL, start, start + 2);
            }
            if (vendor.hasColonParameters() && isWordPart(at(start + 1))) {
                int end = start + 2;
                while (end < text.length() && isWordPart(text.charAt(end))) {
                    end++;
                }
                return add(Token.Kind.PLACEHOLDER, start, end);
            }
        }
        return add(Token.Kind.SYMBOL, start, start + 1);
    }

    private int number(int start) {
        int end = start;
        while (end < text.length()) {
            char c = text.charAt(end);
            boolean sign = (c == '+' || c == '-') && (text.charAt(end - 1) | 0x20) == 'e';
            if (!isWordPart(c) && c != '.' && !(sign && end > start)) {
                break;
            }
            end++;
        }
        return end;
    }

    private int spaces(int start) {
        int end = start + 1;
        while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int add(Token.Kind kind, int start, int end) {
        int bounded = Math.min(end, text.length());
        tokens.add(new Token(kind, start, bounded));
        return bounded;
    }

    /** The character, or 0 behind the end. */
    private char at(int position) {
        return position < text.length() ? text.charAt(position) : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_' || c == '@' || Character.isSurrogate(c);
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || Character.isDigit(c) || c == '$' || c == '#';
    }
}
