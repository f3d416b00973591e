package io.nextval.server.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a backslash command. */
final class MetaWords {
    private MetaWords() {}

    /**
     * Splits at blanks; the first word is the command. Single quotes keep blanks and are taken off;
     * double quotes keep blanks and stay, since they are part of an SQL name.
     */
    static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean begun = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0 ? c == quote : c == '\'' || c == '"') {
                quote = quote == 0 ? c : 0;
                begun = true;
                if (c == '"') {
                    word.append(c);
                }
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

    /** What a word says of a switch; an empty one turns it over. */
    static boolean flag(String word, boolean current) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "" -> !current;
            case "on", "true", "yes", "1" -> true;
            case "off", "false", "no", "0" -> false;
            default ->
                    throw new IllegalArgumentException(
                            "bad value '" + word + "'; allowed: on, off");
        };
    }
}
