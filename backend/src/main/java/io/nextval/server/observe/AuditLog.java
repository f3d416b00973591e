package io.nextval.server.observe;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HexFormat;

/**
 * The audit log: one line for each login, DDL statement, change of users and grants, and for the
 * settings at the start; written to the logger {@value #LOGGER} at level INFO. Any thread. No line
 * holds a password, a verifier, or the text of a statement.
 */
public final class AuditLog {
    /** The name of its logger, for the configuration of the log. */
    public static final String LOGGER = "io.nextval.audit";

    /** The outcome of what was done. */
    public static final String OK = "ok";

    private static final HexFormat HEX = HexFormat.of();
    private static final int VALUE_CHARS_MAX = 512;
    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    /** What happened. */
    public enum Event {
        /** A node started; the object holds its settings. */
        START,
        /** A client logged in, or was refused; the object is the way it tried. */
        LOGIN,
        /** A sequence or a schema was created, altered, commented on or dropped. */
        DDL,
        /** A user was created, altered or dropped. */
        USER,
        /** A privilege or an owner changed. */
        GRANT
    }

    private AuditLog() {}

    /**
     * Writes one line, once the outcome is known and before the client is told.
     *
     * @param user who asked, empty if nobody logged in
     * @param address where from, {@code HOST:PORT}, empty for the node itself
     * @param object what it was about, for example {@code CREATE SEQUENCE public.orders}
     * @param outcome {@link #OK}, or the SQLSTATE of the refusal, with a word if there is one
     */
    public static void write(
            Event event, String user, String address, String object, String outcome) {
        if (LOG.isInfoEnabled()) {
            LOG.info("{}", line(event, user, address, object, outcome));
        }
    }

    static String line(Event event, String user, String address, String object, String outcome) {
        StringBuilder line = new StringBuilder(160);
        line.append("event=").append(event);
        append(line, " user=", user);
        append(line, " address=", address);
        append(line, " object=", object);
        append(line, " outcome=", outcome);
        return line.toString();
    }

    /** In quotes, with what could end the line or the quotes escaped, and cut if it is long. */
    private static void append(StringBuilder line, String key, String value) {
        line.append(key).append('"');
        for (int i = 0; i < value.length(); i++) {
            if (i == VALUE_CHARS_MAX) {
                line.append('…');
                break;
            }
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                line.append("\\u").append(HEX.toHexDigits(c));
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }
}
