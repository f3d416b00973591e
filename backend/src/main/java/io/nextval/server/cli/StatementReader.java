package io.nextval.server.cli;

import io.nextval.sql.Script;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Reads statements, separated by semicolons, from lines of text, and gives each as soon as its
 * semicolon has come. Semicolons in quotes and comments do not count.
 */
final class StatementReader {
    /** Longer than any legal statement; what is longer still is missing its semicolon. */
    private static final int PENDING_CHARS_MAX = 1 << 20;

    private final BufferedReader in;
    private final Deque<String> complete = new ArrayDeque<>();
    private final StringBuilder pending = new StringBuilder();

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
        pending.append(line).append('\n');
        if (pending.length() > PENDING_CHARS_MAX) {
            throw new IOException(
                    "no semicolon within "
                            + PENDING_CHARS_MAX
                            + " characters; a quote may be missing");
        }
        if (line.indexOf(';') >= 0 && endsAtSemicolon()) {
            complete.addAll(Script.split(pending.toString()));
            pending.setLength(0);
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

    /** Forgets what has begun. */
    void reset() {
        pending.setLength(0);
    }

    /** A word behind the text is a statement of its own only where the last one has ended. */
    private boolean endsAtSemicolon() {
        List<String> statements = Script.split(pending.toString());
        return Script.split(pending + "x").size() == statements.size() + 1;
    }
}
