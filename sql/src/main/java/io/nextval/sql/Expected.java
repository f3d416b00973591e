package io.nextval.sql;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The few words of a hint: what was expected, and which word was probably meant. */
final class Expected {
    private static final int SHORT_WORD_CHARS = 4;

    private Expected() {}

    /** Returns "expected A, B or C". */
    static String words(List<String> words) {
        int last = words.size() - 1;
        return words.size() == 1
                ? "expected " + words.get(0)
                : "expected "
                        + String.join(", ", words.subList(0, last))
                        + " or "
                        + words.get(last);
    }

    /** Returns the word that a misspelled one is closest to, or null if none is near. */
    static @Nullable String closest(String misspelled, List<String> words) {
        String best = null;
        int bestDistance = misspelled.length() <= SHORT_WORD_CHARS ? 2 : 3;
        for (String word : words) {
            if (word.equalsIgnoreCase(misspelled)) {
                return null;
            }
            if (word.length() > 2
                    && misspelled.length() > 2
                    && Math.abs(word.length() - misspelled.length()) <= 2) {
                int distance = distance(Identifier.fold(misspelled), Identifier.fold(word));
                if (distance < bestDistance) {
                    bestDistance = distance;
                    best = word;
                }
            }
        }
        return best;
    }

    /** Returns how many letters to insert, delete, replace or swap with the next. */
    private static int distance(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int least = cost[i - 1][j - 1] + (same ? 0 : 1);
                least = Math.min(least, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = least;
            }
        }
        return cost[a.length()][b.length()];
    }
}
