package io.nextval.jdbc;

import org.jspecify.annotations.Nullable;

import java.sql.ClientInfoStatus;
import java.sql.SQLClientInfoException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** What a connection was told about its caller; kept and given back, no more. Any thread. */
final class ClientInfo {
    /** A name that may be given, and what it is for. */
    record Known(String name, String description) {}

    static final String APPLICATION_NAME = "ApplicationName";

    static final int VALUE_CHARS_MAX = 1_000;

    /** By name. */
    static final List<Known> KNOWN =
            List.of(
                    new Known(
                            APPLICATION_NAME,
                            "The application that uses the connection; also the variable"
                                    + " application_name."),
                    new Known("ClientHostname", "The host that the application runs on."),
                    new Known("ClientUser", "The user that the application works for."));

    private final Map<String, String> values = new ConcurrentHashMap<>();

    static boolean isKnown(@Nullable String name) {
        return KNOWN.stream().anyMatch(known -> known.name.equals(name));
    }

    /** Null removes; the name is a known one. */
    void set(String name, @Nullable String value) throws SQLClientInfoException {
        if (value == null) {
            values.remove(name);
        } else if (value.length() > VALUE_CHARS_MAX) {
            throw new SQLClientInfoException(
                    "the value of "
                            + name
                            + " has "
                            + value.length()
                            + " characters; the limit is "
                            + VALUE_CHARS_MAX,
                    "22023",
                    Map.of(name, ClientInfoStatus.REASON_VALUE_INVALID));
        } else {
            values.put(name, value);
        }
    }

    void clear() {
        values.clear();
    }

    @Nullable String get(@Nullable String name) {
        return name == null ? null : values.get(name);
    }

    Properties all() {
        Properties properties = new Properties();
        properties.putAll(values);
        return properties;
    }
}
