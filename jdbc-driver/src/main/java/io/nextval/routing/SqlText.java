package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/**
 * A statement's tokens without spaces and comments. Questions about a place before the first or
 * behind the last one are answered with no.
 */
final class SqlText {
    /** An identifier, or two or three with dots; {@code next} is the token behind. */
    record Name(@Nullable String qualifier, String name, int next) {}

    private final String text;
    private final Vendor vendor;
    private final List<Token> tokens;

    SqlText(String text, Vendor vendor) {
        this.text = text;
        this.vendor = vendor;
        this.tokens = Tokenizer.tokens(text, vendor).stream().filter(Token::isSignificant).toList();
    }

    String whole() {
        return text;
    }

    Vendor vendor() {
        return vendor;
    }

    int size() {
        return tokens.size();
    }

    boolean is(int index, Token.Kind kind) {
        return index >= 0 && index < tokens.size() && tokens.get(index).kind() == kind;
    }

    int start(int index) {
        return tokens.get(index).start();
    }

    int end(int index) {
        return tokens.get(index).end();
    }

    String text(int index) {
        return text.substring(start(index), end(index));
    }

    /** The text from a token's start to before the start of another, or the end. */
    String text(int from, int to) {
        return from >= to ? "" : text.substring(start(from), end(to - 1));
    }

    /** The word in lower case, or empty if there is none. */
    String word(int index) {
        return is(index, Token.Kind.WORD) ? text(index).toLowerCase(Locale.ROOT) : "";
    }

    boolean isWord(int index, String word) {
        return is(index, Token.Kind.WORD)
                && end(index) - start(index) == word.length()
                && text.regionMatches(true, start(index), word, 0, word.length());
    }

    /** Whether these words follow one another from here. */
    boolean areWords(int index, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!isWord(index + i, words[i])) {
                return false;
            }
        }
        return true;
    }

    boolean isSymbol(int index, String symbol) {
        return is(index, Token.Kind.SYMBOL)
                && end(index) - start(index) == symbol.length()
                && text.startsWith(symbol, start(index));
    }

    boolean isIdentifier(int index) {
        return is(index, Token.Kind.WORD) || is(index, Token.Kind.QUOTED);
    }

    /** The identifier as the cluster has it. */
    String identifier(int index) {
        boolean quoted = is(index, Token.Kind.QUOTED);
        return vendor.fold(quoted ? unquoted(text(index)) : text(index), quoted);
    }

    /** The name that starts here, or null. */
    @Nullable Name name(int index) {
        if (!isIdentifier(index)) {
            return null;
        }
        String qualifier = null;
        String name = identifier(index);
        int next = index + 1;
        while (isSymbol(next, ".") && isIdentifier(next + 1)) {
            qualifier = name;
            name = identifier(next + 1);
            next += 2;
        }
        return new Name(qualifier, name, next);
    }

    /** What a text literal says, or null if it has escapes that are not worth reading. */
    @Nullable String literal(int index) {
        String quoted = text(index);
        int quote = quoted.indexOf('\'');
        boolean plain = quote == 0 || (quote == 1 && (quoted.charAt(0) | 0x20) != 'u');
        if (!plain || quoted.indexOf('\\') >= 0 || !quoted.endsWith("'") || quote > 1) {
            return null;
        }
        return quoted.length() < quote + 2
                ? null
                : quoted.substring(quote + 1, quoted.length() - 1).replace("''", "'");
    }

    /** The index of the parenthesis that closes the one here, or of the text's end. */
    int closing(int open) {
        int depth = 0;
        for (int i = open; i < size(); i++) {
            if (isSymbol(i, "(")) {
                depth++;
            } else if (isSymbol(i, ")")) {
                depth--;
                if (depth == 0) {
                    return i;
                }
            }
        }
        return size();
    }

    /** How many bind parameters there are before this token. */
    int placeholdersBefore(int index) {
        int count = 0;
        for (int i = 0; i < index && i < size(); i++) {
            if (is(i, Token.Kind.PLACEHOLDER)) {
                count++;
            }
        }
        return count;
    }

    private static String unquoted(String quoted) {
        char open = quoted.charAt(0);
        if (open != '"' && open != '`' && open != '[') {
            return quoted; // U&"…": as it is written
        }
        char close = open == '[' ? ']' : open;
        int end =
                quoted.length()
                        - (quoted.length() > 1 && quoted.charAt(quoted.length() - 1) == close
                                ? 1
                                : 0);
        return quoted.substring(1, end).replace("" + close + close, "" + close);
    }
}
