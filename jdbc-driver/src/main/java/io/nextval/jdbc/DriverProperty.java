package io.nextval.jdbc;

import io.nextval.client.ClientLimits;

import org.jspecify.annotations.Nullable;

import java.sql.DriverPropertyInfo;
import java.util.Arrays;
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
            "The user's password, for servers that ask for one. Never sent as it is, and shown"
                    + " nowhere."),
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
    LOGIN_TIMEOUT(
            "loginTimeout",
            "0",
            Kind.NUMBER,
            0,
            600,
            "Seconds to get a connection in all, over all hosts and tries. 0 for the login timeout"
                    + " of DriverManager or, if that is 0 too, for retryTimeout."),
    SOCKET_TIMEOUT(
            "socketTimeout",
            "0",
            Kind.NUMBER,
            0,
            ClientLimits.RETRY_TIMEOUT_MILLIS_MAX,
            "Milliseconds that a statement waits for servers at most, if that is less than"
                    + " retryTimeout; what Connection.getNetworkTimeout begins with. 0 for no"
                    + " limit but retryTimeout."),
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
            "Whether the system probes idle connections: true or false."),
    TLS(
            "tls",
            "",
            Kind.CHOICE,
            "verify-full,require,disable",
            "verify-full encrypts and checks the server's certificate and host name; require"
                    + " encrypts; disable does not. If it is not said, verify-full holds, but"
                    + " loopback addresses are reached without TLS unless a file is given."),
    TLS_ROOT_CERT(
            "tlsRootCert",
            "",
            Kind.TEXT,
            0,
            4_096,
            "PEM file with the certificates that may sign a server's. Without one, those of the"
                    + " JVM."),
    TLS_CERT(
            "tlsCert",
            "",
            Kind.TEXT,
            0,
            4_096,
            "PEM file with the client's certificate, for servers that ask for one."),
    TLS_KEY("tlsKey", "", Kind.TEXT, 0, 4_096, "PEM file with the private key of tlsCert."),
    CHANNEL_BINDING(
            "channelBinding",
            "prefer",
            Kind.CHOICE,
            "prefer,require,disable",
            "Whether a login is bound to its TLS connection: prefer does it if the server can,"
                    + " require refuses a server that can not.");

    private enum Kind {
        CHOICE,
        TEXT,
        SECRET,
        NUMBER,
        FLAG
    }

    private final String key;
    private final String choices;
    private final String defaultValue;
    private final Kind kind;
    private final int min;
    private final int max;
    private final String doc;

    DriverProperty(String key, String defaultValue, Kind kind, int min, int max, String doc) {
        this(key, defaultValue, kind, min, max, kind == Kind.FLAG ? "true,false" : "", doc);
    }

    DriverProperty(String key, String defaultValue, Kind kind, String choices, String doc) {
        this(key, defaultValue, kind, 0, 0, choices, doc);
    }

    DriverProperty(
            String key,
            String defaultValue,
            Kind kind,
            int min,
            int max,
            String choices,
            String doc) {
        this.key = key;
        this.choices = choices;
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
            case FLAG, CHOICE ->
                    choice(value) >= 0 || (value.isEmpty() && defaultValue.isEmpty())
                            ? null
                            : "must be " + allowed();
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
        if (!choices.isEmpty()) {
            info.choices = choices.split(",", -1);
        }
        return info;
    }

    /** What values there may be, for people. */
    String allowed() {
        return switch (kind) {
            case FLAG, CHOICE -> choices.replace(",", ", ").replaceFirst(", (?=[^,]*$)", " or ");
            case NUMBER -> range();
            case TEXT, SECRET -> range() + " characters";
        };
    }

    /** Which of its choices the value is, from 0; -1 for none. */
    int choice(String value) {
        return Arrays.asList(choices.split(",", -1)).indexOf(value);
    }

    boolean isSecret() {
        return kind == Kind.SECRET;
    }

    boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    boolean isFlag() {
        return kind == Kind.FLAG;
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
