package io.nextval.server.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that somebody who mistyped a name most probably meant. */
public final class Nearest {
    private static final int NAME_CHARS_MAX = 64;

    private Nearest() {}

    /**
     * The known name with the smallest edit distance to {@code name}, whatever the case of its
     * letters; of equally near ones the one with more letters in the same case. Empty if none is
     * near enough to be helpful.
     */
    public static Optional<String> of(String name, Collection<String> known) {
        if (name.length() > NAME_CHARS_MAX) {
            return Optional.empty();
        }
        String best = null;
        int bestDistance = Math.max(1, name.length() / 3) + 1;
        int bestCases = 0;
        for (String candidate : known) {
            int distance =
                    distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            int cases = distance(name, candidate);
            if (distance < bestDistance
                    || (best != null && distance == bestDistance && cases < bestCases)) {
                best = candidate;
                bestDistance = distance;
                bestCases = cases;
            }
        }
        return Optional.ofNullable(best);
    }

    /** A half sentence to put behind a message: {@code "; did you mean listen?"}, or nothing. */
    public static String hint(String name, Collection<String> known) {
        return of(name, known).map(near -> "; did you mean " + near + "?").orElse("");
    }

    /** Levenshtein distance, one row at a time. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
