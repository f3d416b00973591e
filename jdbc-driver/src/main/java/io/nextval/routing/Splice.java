package io.nextval.routing;

/** A statement's text with some of its tokens replaced, from left to right. */
final class Splice {
    private final SqlText sql;
    private final StringBuilder out = new StringBuilder();
    private int copied;

    Splice(SqlText sql) {
        this.sql = sql;
    }

    /** Puts a text where the tokens from first to last are. */
    Splice replace(int first, int last, String text) {
        out.append(sql.whole(), copied, sql.start(first)).append(text);
        copied = sql.end(last);
        return this;
    }

    /** Copies up to the start of a token and returns what there is since the last call. */
    String cut(int first, int last) {
        out.append(sql.whole(), copied, sql.start(first));
        copied = sql.end(last);
        String piece = out.toString();
        out.setLength(0);
        return piece;
    }

    String rest() {
        out.append(sql.whole(), copied, sql.whole().length());
        copied = sql.whole().length();
        return out.toString();
    }
}
