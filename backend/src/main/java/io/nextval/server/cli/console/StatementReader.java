package io.nextval.server.cli.console;

import io.nextval.sql.Script;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Reads statements, separated by semicolons, from lines of text, and gives each as soon as its
 * semicolon has come. Semicolons in quotes and comments do not count. Where a statement could
 * begin, a line with a backslash in front is a command of the console: it ends with its line and is
 * given with its backslash.
 */
final class StatementReader {
    /** Longer than any legal statement; what is longer still is missing its semicolon. */
    private static final int PENDING_CHARS_MAX = 1 << 20;

    private final BufferedReader in;
    private final Deque<String> complete = new ArrayDeque<>();
    private final StringBuilder pending = new StringBuilder();
    private int lines;

    StatementReader(BufferedReader in) {
        this.in = in;
    }

    /** The next statement without its semicolon; null at the end of the input. */
    @Nullable String next() throws IOException {
        while (complete.isEmpty()) {
            String line = in.readLine();
            if (line == null) {
                complete.addAll(Script.split(pending.toString()));
                pending.setLength(0);
                return complete.poll();
            }
            add(line);
        }
        return complete.poll();
    }

    /** Takes one line; the statements that it ends are in {@link #poll}. */
    void add(String line) throws IOException {
        lines++;
        pending.append(line).append('\n');
        if (pending.length() > PENDING_CHARS_MAX) {
            throw new IOException(
                    "no semicolon within "
                            + PENDING_CHARS_MAX
                            + " characters; a quote may be missing");
        }
        if (line.indexOf(';') >= 0 || line.indexOf('\\') >= 0) {
            String text = pending.toString();
            if (endsAtSemicolon(text) || endsAtCommand(text)) {
                complete.addAll(Script.split(text));
                pending.setLength(0);
            }
        }
    }

    /** The next statement that is complete, or null. */
    @Nullable String poll() {
        return complete.poll();
    }

    /** True if a statement has begun and not ended. */
    boolean inStatement() {
        return !Script.split(pending.toString()).isEmpty();
    }

    /** How many lines have been read: the number of the line that came last. */
    int lines() {
        return lines;
    }

    /**
     * What a prompt shows when {@code text} has not ended: {@code =} nothing has begun, {@code -}
     * in a statement, else the quote that is open: {@code '}, {@code "}, {@code *} for a comment,
     * {@code $} for a dollar quote. Empty if it has ended.
     */
    static String mark(String text) {
        if (endsAtSemicolon(text) || endsAtCommand(text)) {
            return "";
        }
        if (endsOutsideQuotes(text, "")) {
            return Script.split(text).isEmpty() ? "=" : "-";
        }
        if (endsOutsideQuotes(text, "'")) {
            return "'";
        }
        if (endsOutsideQuotes(text, "\"")) {
            return "\"";
        }
        return endsOutsideQuotes(text, "*/") ? "*" : "$";
    }

    /** True if, with {@code closing} behind it, a semicolon would end the statement. */
    private static boolean endsOutsideQuotes(String text, String closing) {
        String closed = text + "\n" + closing + "x";
        return Script.split(closed + ";x").size() == Script.split(closed).size() + 1;
    }

    /** A word behind the text is a statement of its own only where the last one has ended. */
    private static boolean endsAtSemicolon(String text) {
        List<String> statements = Script.split(text);
        return !statements.isEmpty() && Script.split(text + "\nx").size() == statements.size() + 1;
    }

    /** True if the last piece is a command of the console. */
    private static boolean endsAtCommand(String text) {
        List<String> statements = Script.split(text);
        return !statements.isEmpty() && statements.get(statements.size() - 1).startsWith("\\");
    }
}
