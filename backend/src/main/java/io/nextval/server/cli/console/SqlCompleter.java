package io.nextval.server.cli.console;

import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Completes console commands, keywords in the case that was begun, and names of sequences. */
final class SqlCompleter implements Completer {
    private static final List<String> FIRST =
            List.of(
                    "ALTER SEQUENCE",
                    "BEGIN",
                    "COMMENT ON SEQUENCE",
                    "COMMIT",
                    "CREATE SCHEMA",
                    "CREATE SEQUENCE",
                    "DESCRIBE",
                    "DISCARD SEQUENCES",
                    "DROP SCHEMA",
                    "DROP SEQUENCE",
                    "EXPLAIN",
                    "ROLLBACK",
                    "SELECT",
                    "SET",
                    "SHOW",
                    "VALUES");

    private static final List<String> SHOWN =
            List.of("CREATE SEQUENCE", "GROUPS", "NODES", "SCHEMAS", "SEQUENCES", "SETTINGS");

    private static final List<String> FORMATS = List.of("table", "csv", "json");
    private static final List<String> SWITCH = List.of("on", "off");

    private static final Set<String> BEFORE_NAMES =
            Set.of("SEQUENCE", "DESCRIBE", "FOR", "EXISTS", "FROM", "\\D", "\\DS");

    private final SequenceNames names;

    SqlCompleter(SequenceNames names) {
        this.names = names;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        List<String> words = line.words();
        String word = line.word();
        if (line.wordIndex() == 0) {
            if (word.startsWith("\\")) {
                add(candidates, MetaCommands.names(), "");
            } else {
                add(candidates, FIRST, word);
            }
            return;
        }
        String first = words.get(0).toUpperCase(Locale.ROOT);
        String before = words.get(words.size() - 2).toUpperCase(Locale.ROOT);
        if (quoted(line)) {
            names.get().forEach(name -> candidates.add(open(name)));
            return;
        }
        switch (first) {
            case "\\FORMAT" -> add(candidates, FORMATS, "");
            case "\\PSET" -> add(candidates, before.equals("FORMAT") ? FORMATS : pset(before), "");
            case "\\TIMING", "\\X" -> add(candidates, SWITCH, "");
            case "\\D", "\\DS" -> add(candidates, names.get(), "");
            case "SHOW" -> add(candidates, before.equals("SHOW") ? SHOWN : names.get(), word);
            default -> {
                if (!first.startsWith("\\")) {
                    add(candidates, Keywords.ALL, word);
                    if (!word.isEmpty() || BEFORE_NAMES.contains(before)) {
                        add(candidates, names.get(), "");
                    }
                }
            }
        }
    }

    private static List<String> pset(String before) {
        return before.equals("EXPANDED") ? SWITCH : List.of("expanded", "format");
    }

    /** True if the word stands behind an open single quote. */
    private static boolean quoted(ParsedLine line) {
        int start = line.cursor() - line.wordCursor();
        return start > 0 && line.line().charAt(start - 1) == '\'';
    }

    /** A word that no blank follows. */
    private static Candidate open(String name) {
        return new Candidate(name, name, null, null, null, null, false);
    }

    /** Words; keywords in lower case if what was typed is. */
    private static void add(List<Candidate> candidates, List<String> words, String typed) {
        boolean lower = !typed.isEmpty() && typed.equals(typed.toLowerCase(Locale.ROOT));
        for (String word : words) {
            String text = lower ? word.toLowerCase(Locale.ROOT) : word;
            candidates.add(Keywords.FUNCTIONS.contains(word) ? open(text) : new Candidate(text));
        }
    }
}
