package io.nextval.server.cli.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Chooses names by patterns: {@code *} is any text, {@code ?} any character, case does not count.
 */
public final class NameFilter implements Predicate<String> {
    private final List<Pattern> include;
    private final List<Pattern> exclude;

    /**
     * A filter.
     *
     * @param include all that match one of these; empty for every name
     * @param exclude but none that match one of these
     */
    public NameFilter(List<String> include, List<String> exclude) {
        this.include = patterns(include);
        this.exclude = patterns(exclude);
    }

    @Override
    public boolean test(String name) {
        return (include.isEmpty() || matches(include, name)) && !matches(exclude, name);
    }

    private static boolean matches(List<Pattern> patterns, String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
    }

    private static List<Pattern> patterns(List<String> globs) {
        List<Pattern> patterns = new ArrayList<>();
        for (String glob : globs) {
            StringBuilder regex = new StringBuilder();
            for (int i = 0; i < glob.length(); i++) {
                char c = glob.charAt(i);
                switch (c) {
                    case '*' -> regex.append(".*");
                    case '?' -> regex.append('.');
                    default -> regex.append(Pattern.quote(String.valueOf(c)));
                }
            }
            patterns.add(
                    Pattern.compile(
                            regex.toString(),
                            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL));
        }
        return patterns;
    }
}
