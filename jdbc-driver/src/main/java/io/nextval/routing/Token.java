package io.nextval.routing;

/** A piece of a statement's text, from {@code start} to before {@code end}. */
record Token(Kind kind, int start, int end) {
    enum Kind {
        SPACE,
        COMMENT,
        /** An identifier or keyword without quotes. */
        WORD,
        /** An identifier in the vendor's quotes. */
        QUOTED,
        /** A text, with its prefix and quotes. */
        STRING,
        NUMBER,
        /** A bind parameter. */
        PLACEHOLDER,
        /** One other character, or {@code ::}, or an escaped question mark. */
        SYMBOL
    }

    boolean isSignificant() {
        return kind != Kind.SPACE && kind != Kind.COMMENT;
    }
}
