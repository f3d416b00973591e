package io.nextval.server.catalog;

/** Places in a text. */
final class Offsets {
    private Offsets() {}

    /** Returns the 0-based offset of a line and column, both 1-based, never beyond the end. */
    static int of(String text, int line, int column) {
        int offset = 0;
        for (int i = 1; i < line && offset < text.length(); i++) {
            while (offset < text.length()
                    && text.charAt(offset) != '\n'
                    && text.charAt(offset) != '\r') {
                offset++;
            }
            offset += text.startsWith("\r\n", offset) ? 2 : 1;
        }
        return Math.min(offset + Math.max(column - 1, 0), text.length());
    }
}
