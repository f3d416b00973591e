package io.nextval.sql;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A command's tokens and the place up to which they are read. Every method that finds something
 * else than it wants throws 42601 with the place and what was expected. One thread.
 */
final class Tokens {
    private final SourceText source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    Tokens(SourceText source) {
        this.source = source;
        String text = source.clean();
        Scanner scanner = new Scanner(text, source.firstToken());
        while (scanner.next()) {
            if (scanner.kind() != Scanner.Kind.SPACE) {
                tokens.add(
                        new Token(scanner.kind(), scanner.piece(), scanner.start(), scanner.end()));
            }
        }
    }

    /** Returns the next token without reading it, or null at the end. */
    @Nullable Token peek() {
        return at < tokens.size() ? tokens.get(at) : null;
    }

    boolean atEnd() {
        return at == tokens.size();
    }

    /** Returns whether the next tokens are these words. */
    boolean isNext(String... words) {
        if (at + words.length > tokens.size()) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!tokens.get(at + i).isWord(words[i])) {
                return false;
            }
        }
        return true;
    }

    /** Reads these words if they are next. */
    boolean accept(String... words) {
        boolean next = isNext(words);
        if (next) {
            at += words.length;
        }
        return next;
    }

    boolean acceptSymbol(char symbol) {
        Token token = peek();
        boolean next = token != null && token.isSymbol(symbol);
        if (next) {
            at++;
        }
        return next;
    }

    /** Reads the next token if it is one of these words, and returns the word as given here. */
    String expect(String... words) throws SqlException {
        for (String word : words) {
            if (accept(word)) {
                return word;
            }
        }
        throw unexpected(Expected.words(List.of(words)), words);
    }

    void expectEnd(String... possible) throws SqlException {
        if (!atEnd()) {
            throw unexpected(
                    possible.length == 0
                            ? "expected the end of the statement"
                            : Expected.words(List.of(possible)),
                    possible);
        }
    }

    /** Reads a name of one part. */
    String name() throws SqlException {
        Token token = nameToken();
        boolean quoted = token.kind() == Scanner.Kind.QUOTED_NAME;
        String name = quoted ? token.unquoted() : Identifier.fold(token.text());
        return Identifier.checkLength(name, token.position());
    }

    /** Reads the name of a sequence, with its schema or without. */
    QualifiedName qualifiedName() throws SqlException {
        int position = position();
        List<String> parts = new ArrayList<>();
        do {
            parts.add(name());
        } while (acceptSymbol('.'));
        return Names.qualified(parts, position);
    }

    /** Reads names separated by commas. */
    List<QualifiedName> qualifiedNames() throws SqlException {
        List<QualifiedName> names = new ArrayList<>();
        do {
            names.add(qualifiedName());
        } while (acceptSymbol(','));
        return names;
    }

    /** Reads a string in single quotes. */
    String string() throws SqlException {
        Token token = peek();
        if (token == null || token.kind() != Scanner.Kind.STRING) {
            throw unexpected("expected a string in single quotes");
        }
        at++;
        return token.unquoted();
    }

    /** Reads the next token, whatever it is. */
    Token next(String expected) throws SqlException {
        Token token = peek();
        if (token == null) {
            throw unexpected(expected);
        }
        at++;
        return token;
    }

    /**
     * Reads a number with its sign, if one is next, and returns its text without space.
     *
     * @return null if no number is next
     */
    @Nullable String number() {
        int from = at;
        StringBuilder number = new StringBuilder();
        if (acceptSymbol('-')) {
            number.append('-');
        } else {
            acceptSymbol('+');
        }
        Token first = peek();
        if (first == null || !startsNumber(first)) {
            at = from;
            return null;
        }
        Token last = first;
        do {
            number.append(last.text());
            at++;
            Token next = peek();
            if (next == null || next.start() != last.end() || !continuesNumber(last, next)) {
                break;
            }
            last = next;
        } while (true);
        return number.toString();
    }

    /** Reads a bigint. Throws 22P02 for another number, 22003 beyond bigint. */
    long bigint() throws SqlException {
        int position = position();
        String number = number();
        if (number == null) {
            throw unexpected("expected a number");
        }
        return Numbers.bigint(number, position);
    }

    /** Returns the 1-based place of the next token, or of the end. */
    int position() {
        Token token = peek();
        return token == null ? source.tokenStart(source.endOffset()) + 1 : token.position();
    }

    /** Returns whether the next token looks like a word with a mistake in it. */
    boolean isMisspelled(String word) {
        Token token = peek();
        return token != null
                && token.isName()
                && Expected.closest(token.text(), List.of(word)) != null;
    }

    /** Makes the error for a next token that is not what was expected. */
    SqlException unexpected(String expected, String... words) {
        Token token = peek();
        if (token == null) {
            int offset = source.tokenStart(source.endOffset());
            String rest = source.tokenAt(offset);
            return rest.isEmpty()
                    ? Errors.syntaxAtEnd(expected, offset + 1)
                    : Errors.syntaxAt(rest, expected, offset + 1);
        }
        Token next = at + 1 < tokens.size() ? tokens.get(at + 1) : null;
        if (token.isSymbol('$') && next != null && next.start() == token.end()) {
            return Errors.syntaxAt("$" + next.text(), "a parameter is written ?", token.position());
        }
        String meant = token.isName() ? Expected.closest(token.text(), List.of(words)) : null;
        return Errors.syntaxAt(
                token.text(),
                meant == null ? expected : "did you mean " + meant + "?",
                token.position());
    }

    private Token nameToken() throws SqlException {
        Token token = peek();
        boolean name =
                token != null
                        && (token.kind() == Scanner.Kind.QUOTED_NAME
                                || (token.isName()
                                        && Identifier.isUnquotedName(token.text())
                                        && !ReservedWords.contains(Identifier.fold(token.text()))));
        if (token == null || !name) {
            throw unexpected("expected a name");
        }
        at++;
        return token;
    }

    private boolean startsNumber(Token token) {
        if (token.isSymbol('.')) {
            Token next = at + 1 < tokens.size() ? tokens.get(at + 1) : null;
            return next != null && next.start() == token.end() && isDigits(next);
        }
        return isDigits(token);
    }

    private static boolean isDigits(Token token) {
        return token.kind() == Scanner.Kind.WORD && Scanner.isDigit(token.text().charAt(0));
    }

    /** A dot, the digits after it, or the sign and the digits of an exponent. */
    private static boolean continuesNumber(Token last, Token next) {
        boolean exponent =
                last.kind() == Scanner.Kind.WORD
                        && (last.text().endsWith("e") || last.text().endsWith("E"));
        boolean sign = next.isSymbol('+') || next.isSymbol('-');
        return next.isSymbol('.') || isDigits(next) || (exponent && sign);
    }
}
