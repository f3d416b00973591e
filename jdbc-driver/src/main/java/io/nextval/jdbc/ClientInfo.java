package io.nextval.jdbc;

import org.jspecify.annotations.Nullable;

import java.sql.ClientInfoStatus;
import java.sql.SQLClientInfoException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** What a connection was told about its caller; kept and given back, no more. Any thread. */
final class ClientInfo {
    private static final int PROPERTIES_MAX = 64;

    private final Map<String, String> values = new ConcurrentHashMap<>();

    /** Null removes. */
    void set(String name, @Nullable String value) throws SQLClientInfoException {
        if (value == null) {
            values.remove(name);
        } else if (values.size() >= PROPERTIES_MAX) {
            throw new SQLClientInfoException(
                    "more than " + PROPERTIES_MAX + " client info properties",
                    "22023",
                    Map.of(name, ClientInfoStatus.REASON_UNKNOWN));
        } else {
            values.put(name, value);
        }
    }

    /** These instead of all others. */
    void setAll(Properties properties) throws SQLClientInfoException {
        values.clear();
        for (String name : properties.stringPropertyNames()) {
            set(name, properties.getProperty(name));
        }
    }

    @Nullable String get(String name) {
        return values.get(name);
    }

    Properties all() {
        Properties properties = new Properties();
        properties.putAll(values);
        return properties;
    }
}
