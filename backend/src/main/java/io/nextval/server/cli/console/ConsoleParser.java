package io.nextval.server.cli.console;

import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells the line editor whether Enter ends the input (a semicolon outside quotes, a console
 * command, a word that ends the console) or begins another line, and which word is completed.
 */
final class ConsoleParser implements Parser {
    private static final Set<String> WORDS = Set.of("exit", "quit", "help");

    /** A word of the line, from its first character up to the cursor, and all that precede it. */
    record Words(String line, int cursor, List<String> words, int wordCursor)
            implements CompletingParsedLine {
        @Override
        public String word() {
            return words.get(words.size() - 1);
        }

        @Override
        public int wordIndex() {
            return words.size() - 1;
        }

        /** A name stands in the line as it is: what SQL quotes, the candidate has quoted. */
        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return wordCursor;
        }

        @Override
        public int rawWordLength() {
            return wordCursor;
        }
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE || context == ParseContext.SECONDARY_PROMPT) {
            String mark = isWord(line) || line.isBlank() ? "" : StatementReader.mark(line);
            if (!mark.isEmpty()) {
                throw new EOFError(-1, -1, "the statement has not ended", mark);
            }
        }
        return words(line, Math.min(Math.max(cursor, 0), line.length()));
    }

    /** True for {@code exit}, {@code quit} and {@code help}, with or without a semicolon. */
    static boolean isWord(String line) {
        return WORDS.contains(word(line));
    }

    /** The line as one of those words. */
    static String word(String line) {
        return line.strip().replaceFirst(";$", "").toLowerCase(Locale.ROOT);
    }

    private static Words words(String line, int cursor) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < cursor; i++) {
            if (separates(line.charAt(i))) {
                if (i > from) {
                    words.add(line.substring(from, i));
                }
                from = i + 1;
            }
        }
        words.add(line.substring(from, cursor));
        return new Words(line, cursor, words, cursor - from);
    }

    private static boolean separates(char c) {
        return Character.isWhitespace(c) || "'\"(),;=<>+-*/".indexOf(c) >= 0;
    }

    @Override
    public boolean isEscapeChar(char ch) {
        return false;
    }
}
