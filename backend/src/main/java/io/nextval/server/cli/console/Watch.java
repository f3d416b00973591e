package io.nextval.server.cli.console;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** {@code \watch [SECONDS] [c=TIMES]}: runs a statement again and again until it is cancelled. */
final class Watch {
    private static final String DEFAULT_SECONDS = "2";
    private static final long MILLIS_MAX = 86_400_000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ROOT);

    private final SqlSession session;

    Watch(SqlSession session) {
        this.session = session;
    }

    /** False if the statement failed, which ends the watch. */
    boolean run(String sql, List<String> arguments) {
        if (sql.isEmpty()) {
            throw new IllegalArgumentException("no statement has been run that could be repeated");
        }
        String seconds = DEFAULT_SECONDS;
        long times = Long.MAX_VALUE;
        for (String argument : arguments) {
            if (argument.startsWith("c=")) {
                times = number(argument.substring(2)).longValue();
            } else {
                seconds = argument.startsWith("i=") ? argument.substring(2) : argument;
            }
        }
        long millis = number(seconds).movePointRight(3).longValue();
        if (millis < 0 || millis > MILLIS_MAX || times < 1) {
            throw new IllegalArgumentException(
                    "bad interval or count; allowed: 0 to " + MILLIS_MAX / 1000 + " seconds, c=1");
        }
        try {
            for (long i = 0; i < times; i++) {
                session.output()
                        .out()
                        .println(
                                TIME.format(ZonedDateTime.now(ZoneId.systemDefault()))
                                        + " (every "
                                        + seconds
                                        + "s)");
                session.output().out().println();
                if (!session.run(sql)) {
                    return session.isCancelled();
                }
                if (session.isCancelled() || (i + 1 < times && session.awaitCancel(millis))) {
                    break;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a number", e);
        }
    }
}
