package io.nextval.server.cli.console;

import org.jline.reader.impl.history.DefaultHistory;

import java.time.Instant;
import java.util.Locale;

/** What a person has typed; nothing that could hold a password is kept. */
final class ConsoleHistory extends DefaultHistory {
    private static final int CHARS_MAX = 100_000;

    @Override
    public void add(Instant time, String line) {
        boolean secret = line.toLowerCase(Locale.ROOT).contains("password");
        if (!secret && line.length() <= CHARS_MAX) {
            super.add(time, line);
        }
    }
}
