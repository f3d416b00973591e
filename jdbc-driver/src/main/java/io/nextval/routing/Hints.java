package io.nextval.routing;

/**
 * Whether a text could be about sequences: one look at each of its characters, for the statements
 * that are not. It may say yes too often, never no wrongly.
 */
final class Hints {
    private Hints() {}

    static boolean maySpeakOfSequences(String sql) {
        int last = sql.length() - 3; // the last place where three letters begin
        for (int i = 1; i <= last; i++) {
            int c = sql.charAt(i) | 0x20;
            if (c == 'v' && isValue(sql, i)) {
                return true;
            }
            if (c == 'q' && isWord(sql, i - 2, "sequence")) {
                return true;
            }
        }
        return false;
    }

    /** nextVal, currVal, lastVal, setVal, prevVal; NEXT VALUE FOR; not VALUES. */
    private static boolean isValue(String sql, int v) {
        if ((sql.charAt(v + 1) | 0x20) != 'a' || (sql.charAt(v + 2) | 0x20) != 'l') {
            return false;
        }
        switch (sql.charAt(v - 1) | 0x20) {
            case 't', 'r', 'v' -> {
                return true;
            }
            default -> {}
        }
        boolean value = isWord(sql, v, "value");
        if (!value) {
            return false;
        }
        int end = v + 5;
        return end >= sql.length() || !Character.isLetterOrDigit(sql.charAt(end));
    }

    private static boolean isWord(String sql, int start, String word) {
        return start >= 0 && sql.regionMatches(true, start, word, 0, word.length());
    }
}
