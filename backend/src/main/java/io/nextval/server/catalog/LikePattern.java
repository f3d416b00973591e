package io.nextval.server.catalog;

import org.jspecify.annotations.Nullable;

/**
 * LIKE: {@code %} for any characters, {@code _} for one, a backslash or another escape before what
 * stands for itself. Matching takes at most length of text times length of pattern steps.
 */
final class LikePattern {
    private static final int ANY = -1;
    private static final int ONE = -2;

    private final int[] pattern;
    private final boolean ignoreCase;

    private LikePattern(int[] pattern, boolean ignoreCase) {
        this.pattern = pattern;
        this.ignoreCase = ignoreCase;
    }

    /**
     * @param escape null for a backslash; empty for none
     */
    static LikePattern of(String text, @Nullable String escape, boolean ignoreCase) {
        if (escape != null && Texts.length(escape) > 1) {
            throw new QueryException(
                    "22019",
                    "invalid escape string",
                    "an escape string must be empty or one character");
        }
        int escapeChar = escape == null ? '\\' : escape.isEmpty() ? -1 : escape.codePointAt(0);
        int[] source = (ignoreCase ? Texts.lower(text) : text).codePoints().toArray();
        int[] pattern = new int[source.length];
        int length = 0;
        for (int i = 0; i < source.length; i++) {
            int c = source[i];
            if (c == escapeChar) {
                i++;
                if (i == source.length) {
                    throw new QueryException(
                            SqlStates.BAD_ESCAPE,
                            "LIKE pattern must not end with escape character");
                }
                pattern[length++] = source[i];
            } else if (c != '%') {
                pattern[length++] = c == '_' ? ONE : c;
            } else if (length == 0 || pattern[length - 1] != ANY) {
                pattern[length++] = ANY;
            }
        }
        int[] exact = new int[length];
        System.arraycopy(pattern, 0, exact, 0, length);
        return new LikePattern(exact, ignoreCase);
    }

    boolean matches(String value) {
        int[] text = (ignoreCase ? Texts.lower(value) : value).codePoints().toArray();
        int t = 0;
        int p = 0;
        int anyAt = -1; // the last % seen, to which a mismatch goes back
        int textAtAny = 0;
        while (t < text.length) {
            if (p < pattern.length && (pattern[p] == ONE || pattern[p] == text[t])) {
                p++;
                t++;
            } else if (p < pattern.length && pattern[p] == ANY) {
                anyAt = p;
                textAtAny = t;
                p++;
            } else if (anyAt >= 0) {
                p = anyAt + 1;
                textAtAny++;
                t = textAtAny;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == ANY) {
            p++;
        }
        return p == pattern.length;
    }
}
