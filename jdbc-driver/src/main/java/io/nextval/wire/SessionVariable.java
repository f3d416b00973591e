package io.nextval.wire;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** The variables that each session has: {@code SET}, {@code SHOW} and {@code RESET} know these. */
public enum SessionVariable {
    APPLICATION_NAME("", Form.TEXT, "Name of the application, as the client gives it."),
    CLIENT_ENCODING("UTF8", Form.ENCODING, "Encoding of texts; always UTF8."),
    CLIENT_MIN_MESSAGES("notice", Form.TEXT, "Accepted without effect."),
    DATESTYLE("ISO, MDY", Form.TEXT, "Accepted without effect; dates are shown as ISO 8601."),
    DEFAULT_TRANSACTION_ISOLATION(
            "read committed", Form.ISOLATION, "Isolation level of new transactions, by name only."),
    DEFAULT_TRANSACTION_READ_ONLY("off", Form.BOOLEAN, "Whether new transactions are read-only."),
    EXTRA_FLOAT_DIGITS("1", Form.TEXT, "Accepted without effect; all digits are shown."),
    IDLE_IN_TRANSACTION_SESSION_TIMEOUT("0", Form.MILLIS, "Accepted without effect."),
    INTERVALSTYLE("postgres", Form.TEXT, "Accepted without effect."),
    LOCK_TIMEOUT("0", Form.MILLIS, "Accepted without effect; there are no locks."),
    SEARCH_PATH("public", Form.TEXT, "Schema of names that are given without one."),
    SERVER_ENCODING("UTF8", Form.FIXED, "Encoding of stored names."),
    SERVER_VERSION("", Form.FIXED, "Version of the server."),
    STANDARD_CONFORMING_STRINGS("on", Form.BOOLEAN, "Always as on: a backslash is a character."),
    STATEMENT_TIMEOUT("0", Form.MILLIS, "Longest time of a statement in milliseconds, 0 for none."),
    TIMEZONE("UTC", Form.ZONE, "Time zone in which times are shown."),
    TRANSACTION_ISOLATION("read committed", Form.ISOLATION, "Isolation level, by name only."),
    TRANSACTION_READ_ONLY("off", Form.BOOLEAN, "Whether this transaction is read-only.");

    /** What values a variable takes. */
    public enum Form {
        TEXT,
        BOOLEAN,
        MILLIS,
        ISOLATION,
        ENCODING,
        ZONE,
        /** None: it can not be set. */
        FIXED
    }

    private final String variable = name().toLowerCase(Locale.ROOT);
    private final String defaultValue;
    private final Form form;
    private final String description;

    SessionVariable(String defaultValue, Form form, String description) {
        this.defaultValue = defaultValue;
        this.form = form;
        this.description = description;
    }

    /** The variable with this name, whatever its case; null if there is none. */
    public static @Nullable SessionVariable of(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (SessionVariable known : values()) {
            if (known.variable.equals(wanted)) {
                return known;
            }
        }
        return null;
    }

    /** The name in SQL, in lower case. */
    public String variable() {
        return variable;
    }

    /** The value while none is set; a client that knows a better one shows that. */
    public String defaultValue() {
        return defaultValue;
    }

    public Form form() {
        return form;
    }

    public boolean settable() {
        return form != Form.FIXED;
    }

    /** What it is for, in one sentence. */
    public String description() {
        return description;
    }
}
