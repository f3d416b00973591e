package io.nextval.server.catalog;

import java.util.Locale;

/** String functions that count characters, not UTF-16 units, and bound what they make. */
final class Texts {
    private static final int SHOWN_CHARS_MAX = 64;

    private Texts() {}

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** The first {@code count} characters. */
    static String left(String text, long count) {
        return count >= text.length() ? text : text.substring(0, offset(text, count));
    }

    /** PostgreSQL's left: a negative count leaves that many out at the end. */
    static String leftOrAllBut(String text, long count) {
        return left(text, count < 0 ? Math.max(0, length(text) + count) : count);
    }

    /** PostgreSQL's right: a negative count leaves that many out at the start. */
    static String rightOrAllBut(String text, long count) {
        long length = length(text);
        long skipped = count < 0 ? Math.min(length, -Math.max(count, -length)) : length - count;
        return text.substring(offset(text, Math.max(0, skipped)));
    }

    /** SQL's substring: {@code from} is 1-based and may lie before the text. */
    static String substring(String text, long from, long count) {
        if (count < 0) {
            throw new QueryException(
                    SqlStates.SUBSTRING_ERROR, "negative substring length not allowed");
        }
        long end = from > Long.MAX_VALUE - count ? Long.MAX_VALUE : from + count;
        long start = Math.max(from, 1);
        if (end <= start) {
            return "";
        }
        int startOffset = offset(text, start - 1);
        return text.substring(startOffset, Math.max(startOffset, offset(text, end - 1)));
    }

    private static int offset(String text, long characters) {
        if (characters <= 0) {
            return 0;
        }
        if (characters >= text.length()) {
            return text.length();
        }
        int offset = 0;
        for (long i = 0; i < characters && offset < text.length(); i++) {
            offset += Character.charCount(text.codePointAt(offset));
        }
        return offset;
    }

    static long position(String text, String part) {
        int offset = text.indexOf(part);
        return offset < 0 ? 0 : text.codePointCount(0, offset) + 1L;
    }

    static String trim(String text, String characters, boolean start, boolean end) {
        int from = 0;
        int to = text.length();
        while (start && from < to && characters.indexOf(text.codePointAt(from)) >= 0) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (end && to > from && characters.indexOf(text.codePointBefore(to)) >= 0) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    static String pad(String text, long length, String fill, boolean atStart) {
        checkLength(length);
        int missing = (int) length - length(text);
        if (missing <= 0) {
            return left(text, Math.max(0, length));
        }
        if (fill.isEmpty()) {
            return text;
        }
        StringBuilder padding = new StringBuilder();
        while (length(padding.toString()) < missing && padding.length() < 2 * missing) {
            padding.append(fill.repeat(missing / fill.length() + 1));
        }
        String cut = left(padding.toString(), missing);
        return atStart ? cut + text : text + cut;
    }

    static String repeat(String text, long count) {
        if (count <= 0 || text.isEmpty()) {
            return "";
        }
        checkLength(count);
        checkLength(count * text.length());
        return text.repeat((int) count);
    }

    static String replace(String text, String from, String to) {
        if (from.isEmpty()) {
            return text;
        }
        long growth = Math.max(0, to.length() - from.length());
        if (growth > 0) {
            long found = 0;
            for (int at = text.indexOf(from);
                    at >= 0;
                    at = text.indexOf(from, at + from.length())) {
                found++;
            }
            checkLength(text.length() + found * growth);
        }
        return text.replace(from, to);
    }

    static String translate(String text, String from, String to) {
        StringBuilder result = new StringBuilder(text.length());
        int[] sources = from.codePoints().toArray();
        int[] targets = to.codePoints().toArray();
        text.codePoints()
                .forEach(
                        c -> {
                            int index = 0;
                            while (index < sources.length && sources[index] != c) {
                                index++;
                            }
                            if (index == sources.length) {
                                result.appendCodePoint(c);
                            } else if (index < targets.length) {
                                result.appendCodePoint(targets[index]);
                            }
                        });
        return result.toString();
    }

    static String splitPart(String text, String delimiter, long field) {
        if (field == 0) {
            throw new QueryException(
                    SqlStates.INVALID_PARAMETER, "field position must not be zero");
        }
        if (delimiter.isEmpty()) {
            return field == 1 || field == -1 ? text : "";
        }
        long wanted = field;
        if (field < 0) {
            long fields = 1;
            for (int at = text.indexOf(delimiter);
                    at >= 0;
                    at = text.indexOf(delimiter, at + delimiter.length())) {
                fields++;
            }
            wanted = fields + field + 1;
            if (wanted < 1) {
                return "";
            }
        }
        int start = 0;
        for (long i = 1; i < wanted; i++) {
            int at = text.indexOf(delimiter, start);
            if (at < 0) {
                return "";
            }
            start = at + delimiter.length();
        }
        int end = text.indexOf(delimiter, start);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    static String initcap(String text) {
        StringBuilder result = new StringBuilder(text.length());
        boolean inWord = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            result.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toUpperCase(c));
            inWord = Character.isLetterOrDigit(c);
            i += Character.charCount(c);
        }
        return result.toString();
    }

    static String concat(String left, String right) {
        checkLength((long) left.length() + right.length());
        return left.concat(right);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static String upper(String text) {
        checkLength(text.length());
        return text.toUpperCase(Locale.ROOT);
    }

    static void checkLength(long chars) {
        if (chars > QueryLimits.TEXT_CHARS_MAX) {
            throw new QueryException(
                    SqlStates.PROGRAM_LIMIT,
                    "a text of the query would have "
                            + chars
                            + " characters; the limit is "
                            + QueryLimits.TEXT_CHARS_MAX);
        }
    }

    /** Keeps a message to one short line, whatever it quotes. */
    static String shorten(String text) {
        int line = text.indexOf('\n');
        String first = line < 0 ? text : text.substring(0, line);
        String shown = left(first, SHOWN_CHARS_MAX);
        return shown.length() == text.length() ? text : shown + "…";
    }
}
