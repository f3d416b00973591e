package io.nextval.server.state;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What readers ask of a group's sequences as a whole. Stateless; the applying thread only. */
final class SequenceListing {
    private static final int EDITS_MAX = 2;

    /** Shorter names are near to too many, and those below the second limit by one edit only. */
    private static final int CHARS_MIN = 3;

    private static final int CHARS_OF_TWO_EDITS = 5;

    private SequenceListing() {}

    /** All sequences, by schema and name. */
    static List<SequenceInfo> infos(SequenceTable table) {
        List<Sequence> all = table.all(sequence -> true);
        all.sort(Comparator.comparing(Sequence::name, SequenceName.BY_SCHEMA));
        List<SequenceInfo> infos = new ArrayList<>(all.size());
        for (Sequence sequence : all) {
            infos.add(sequence.info());
        }
        return infos;
    }

    /** See {@link GroupState#nearestName}; of names that are equally near, the first. */
    static @Nullable String nearestName(SequenceTable table, String schema, String name) {
        if (table.size() > StateLimits.NEAREST_NAMES_MAX || name.length() < CHARS_MIN) {
            return null;
        }
        String nearest = null;
        int least = (name.length() < CHARS_OF_TWO_EDITS ? 1 : EDITS_MAX) + 1;
        for (Sequence sequence : table.all(s -> s.name().schema().equals(schema))) {
            String known = sequence.name().name();
            int edits = edits(name, known);
            if (edits < least
                    || (edits == least && nearest != null && known.compareTo(nearest) < 0)) {
                nearest = known;
                least = edits;
            }
        }
        return nearest;
    }

    /** Levenshtein distance of names that may be near, else something above the limit. */
    private static int edits(String a, String b) {
        if (Math.abs(a.length() - b.length()) > EDITS_MAX) {
            return EDITS_MAX + 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
                least = Math.min(least, row[j]);
            }
            if (least > EDITS_MAX) {
                return least;
            }
        }
        return row[b.length()];
    }
}
