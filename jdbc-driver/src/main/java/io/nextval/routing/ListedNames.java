package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The names that are global: {@code orders,invoice_*,shop.*}. A pattern without a schema takes the
 * name in whatever schema the database has it, and means the cluster's own schema of the URL; one
 * with a schema takes names with that schema, which is the cluster's too.
 */
final class ListedNames {
    private record Pattern(@Nullable String schema, String name) {}

    private final List<Pattern> patterns;
    private final String clusterSchema;

    private ListedNames(List<Pattern> patterns, String clusterSchema) {
        this.patterns = patterns;
        this.clusterSchema = clusterSchema;
    }

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException with what is wrong with it
     */
    static ListedNames parse(String list, String clusterSchema) {
        List<Pattern> qualified = new ArrayList<>();
        List<Pattern> plain = new ArrayList<>();
        for (List<String> parts : new ListReader(list).items()) {
            if (parts.size() == 2) {
                qualified.add(new Pattern(parts.get(0), parts.get(1)));
            } else {
                plain.add(new Pattern(null, parts.get(0)));
            }
        }
        qualified.addAll(plain);
        return new ListedNames(qualified, clusterSchema);
    }

    /** Where the sequences are whose patterns have no schema. */
    String clusterSchema() {
        return clusterSchema;
    }

    /** The sequence of the cluster that a name in a statement means, or null for a local one. */
    @Nullable GlobalName find(@Nullable String qualifier, String name) {
        for (Pattern pattern : patterns) {
            if (!matches(pattern.name, name)) {
                continue;
            }
            if (pattern.schema == null) {
                return new GlobalName(clusterSchema, name);
            }
            String schema = qualifier == null ? clusterSchema : qualifier;
            if (matches(pattern.schema, schema)) {
                return new GlobalName(schema, name);
            }
        }
        return null;
    }

    /** Whether a statement could mean this sequence of the cluster. */
    boolean contains(GlobalName sequence) {
        return sequence.equals(find(sequence.schema(), sequence.name()));
    }

    /** Whether the name is like the pattern, in which a star stands for any characters. */
    static boolean matches(String pattern, String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int resume = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
