package io.nextval.sql;

/**
 * One token of a command.
 *
 * @param kind WORD, STRING, QUOTED_NAME or SYMBOL; numbers are words
 * @param text as it stands in the statement
 * @param start offset of its first character
 * @param end offset after its last character
 */
record Token(Scanner.Kind kind, String text, int start, int end) {

    /** Returns whether this is a word that is not quoted, in any case. */
    boolean isWord(String word) {
        return kind == Scanner.Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(char symbol) {
        return kind == Scanner.Kind.SYMBOL && text.charAt(0) == symbol;
    }

    /** Returns whether this is a word that begins a name or a keyword, not a number. */
    boolean isName() {
        return kind == Scanner.Kind.WORD && !Scanner.isDigit(text.charAt(0));
    }

    /** Returns the text between the quotes of a string or a quoted name. */
    String unquoted() {
        char quote = text.charAt(0);
        String twice = "" + quote + quote;
        return text.substring(1, text.length() - 1).replace(twice, String.valueOf(quote));
    }

    /** Returns the place for an error: 1-based. */
    int position() {
        return start + 1;
    }
}
