package io.nextval.server.cli.console;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement without rows answers with: {@code CREATE SEQUENCE}. */
final class CommandTag {
    /** Space and comments, then one or two words. */
    private static final Pattern WORDS =
            Pattern.compile(
                    "(?:\\s|--[^\\n"
                            + "]*(?:\\n"
                            + "|$)|/\\*(?s:.*?)\\*/)*+([A-Za-z]+)(?:\\s+([A-Za-z]+))?.*",
                    Pattern.DOTALL);

    private CommandTag() {}

    static String of(String statement) {
        Matcher matcher = WORDS.matcher(statement);
        if (!matcher.matches()) {
            return "OK";
        }
        String verb = matcher.group(1).toUpperCase(Locale.ROOT);
        String object = matcher.group(2);
        String words = object == null ? verb : verb + " " + object.toUpperCase(Locale.ROOT);
        return switch (verb) {
            case "CREATE", "DROP", "ALTER", "DISCARD" -> words;
            case "START" -> "START TRANSACTION";
            case "END" -> "COMMIT";
            case "ABORT" -> "ROLLBACK";
            default -> verb;
        };
    }
}
