package io.nextval.jdbc;

import io.nextval.client.ClientLimits;

import org.jspecify.annotations.Nullable;

import java.sql.DriverPropertyInfo;
import java.util.Locale;
import java.util.Map;

/**
 * The settings of a connection, from the URL's parameters or the Properties. Everything that lists
 * them is derived from here.
 */
public enum DriverProperty {
    USER("user", "", Kind.TEXT, 0, 63, "The user to connect as."),
    PASSWORD(
            "password",
            "",
            Kind.SECRET,
            0,
            1_000,
            "The user's password. Kept for servers that ask for one; never sent unasked."),
    CURRENT_SCHEMA(
            "currentSchema",
            "public",
            Kind.TEXT,
            1,
            63,
            "The schema of names that are written without one; the URL's path says the same."),
    APPLICATION_NAME(
            "applicationName", "", Kind.TEXT, 0, 63, "Shown by the server beside the connection."),
    CONNECT_TIMEOUT(
            "connectTimeout",
            "2000",
            Kind.NUMBER,
            1,
            600_000,
            "Milliseconds to connect to one host, handshake included."),
    RETRY_TIMEOUT(
            "retryTimeout",
            "60000",
            Kind.NUMBER,
            1,
            ClientLimits.RETRY_TIMEOUT_MILLIS_MAX,
            "Milliseconds for which a statement is retried on any node before it fails. Below the"
                    + " servers' ticket retention of 600 s."),
    ANSWER_TIMEOUT(
            "answerTimeout",
            "1500",
            Kind.NUMBER,
            20,
            60_000,
            "Milliseconds for which a node may stay silent before its requests go elsewhere."),
    TCP_KEEP_ALIVE(
            "tcpKeepAlive",
            "true",
            Kind.FLAG,
            0,
            0,
            "Whether the system probes idle connections: true or false.");

    private enum Kind {
        TEXT,
        SECRET,
        NUMBER,
        FLAG
    }

    private final String key;
    private final String defaultValue;
    private final Kind kind;
    private final int min;
    private final int max;
    private final String doc;

    DriverProperty(String key, String defaultValue, Kind kind, int min, int max, String doc) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.kind = kind;
        this.min = min;
        this.max = max;
        this.doc = doc;
    }

    /** The name in URLs and Properties. */
    public String key() {
        return key;
    }

    public String defaultValue() {
        return defaultValue;
    }

    /** One or two sentences for people. */
    public String doc() {
        return doc;
    }

    static @Nullable DriverProperty of(String key) {
        for (DriverProperty property : values()) {
            if (property.key.equals(key)) {
                return property;
            }
        }
        return null;
    }

    /** The property whose name is most like {@code key}. */
    static DriverProperty nearest(String key) {
        DriverProperty nearest = USER;
        int least = Integer.MAX_VALUE;
        for (DriverProperty property : values()) {
            int distance =
                    EditDistance.between(
                            key.toLowerCase(Locale.ROOT), property.key.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = property;
            }
        }
        return nearest;
    }

    /** What is wrong with the value, or null. */
    @Nullable String complaint(String value) {
        return switch (kind) {
            case NUMBER -> isNumberInRange(value) ? null : "must be a number from " + range();
            case FLAG ->
                    value.equals("true") || value.equals("false") ? null : "must be true or false";
            case TEXT, SECRET ->
                    value.length() >= min && value.length() <= max
                            ? null
                            : "must have " + range() + " characters";
        };
    }

    /** The value as a message may show it. */
    String shown(String value) {
        return kind == Kind.SECRET ? "(hidden)" : "'" + value + "'";
    }

    String text(Map<DriverProperty, String> values) {
        return values.getOrDefault(this, defaultValue);
    }

    int number(Map<DriverProperty, String> values) {
        return Integer.parseInt(text(values));
    }

    boolean flag(Map<DriverProperty, String> values) {
        return text(values).equals("true");
    }

    DriverPropertyInfo info(Map<DriverProperty, String> values) {
        DriverPropertyInfo info =
                new DriverPropertyInfo(key, kind == Kind.SECRET ? "" : text(values));
        info.description = doc + (kind == Kind.NUMBER ? " From " + range() + "." : "");
        info.required = false;
        if (kind == Kind.FLAG) {
            info.choices = new String[] {"true", "false"};
        }
        return info;
    }

    private String range() {
        return min + " to " + max;
    }

    private boolean isNumberInRange(String value) {
        try {
            int number = Integer.parseInt(value);
            return number >= min && number <= max;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
