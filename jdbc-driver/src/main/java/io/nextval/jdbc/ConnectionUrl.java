package io.nextval.jdbc;

import io.nextval.client.ChannelBindingMode;
import io.nextval.client.ClientSettings;
import io.nextval.client.Endpoint;
import io.nextval.client.Password;
import io.nextval.client.tls.TlsSettings;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * A parsed URL: {@code jdbc:nextval://host:port,…/schema?key=value&…}, {@code
 * jdbc:nextval:mem:NAME?…} or {@code jdbc:nextval:embedded:DIR?…}. Nothing in it ever names a class
 * or makes one load.
 */
record ConnectionUrl(
        String text,
        List<Endpoint> endpoints,
        ClientSettings.@Nullable Embedded embedded,
        Map<DriverProperty, String> values) {
    static final String CLUSTER = "jdbc:nextval://";
    private static final String MEMORY = "jdbc:nextval:mem:";
    private static final String EMBEDDED = "jdbc:nextval:embedded:";
    private static final int URL_CHARS_MAX = 8_192;

    static boolean isOurs(@Nullable String url) {
        return url != null
                && (url.startsWith(CLUSTER) || url.startsWith(MEMORY) || url.startsWith(EMBEDDED));
    }

    /** Of one of our URLs; what the URL says comes before what the Properties say. */
    static ConnectionUrl parse(String url, @Nullable Properties properties) throws SQLException {
        if (url.length() > URL_CHARS_MAX) {
            throw Errors.badUrl("it is longer than " + URL_CHARS_MAX + " characters");
        }
        Map<DriverProperty, String> values = new EnumMap<>(DriverProperty.class);
        if (properties != null) {
            for (String key : properties.stringPropertyNames()) {
                put(values, key, properties.getProperty(key));
            }
        }
        int question = url.indexOf('?');
        String head = question < 0 ? url : url.substring(0, question);
        if (question >= 0) {
            parameters(url.substring(question + 1), values);
        }
        if (head.startsWith(MEMORY)) {
            return embedded(head, "mem", head.substring(MEMORY.length()), values);
        }
        if (head.startsWith(EMBEDDED)) {
            return embedded(head, "embedded", head.substring(EMBEDDED.length()), values);
        }
        String address = head.substring(CLUSTER.length());
        int slash = address.indexOf('/');
        if (slash >= 0) {
            schema(address.substring(slash + 1), values);
        }
        List<Endpoint> endpoints = new ArrayList<>();
        for (String host : (slash < 0 ? address : address.substring(0, slash)).split(",", -1)) {
            endpoints.add(endpoint(host));
        }
        return new ConnectionUrl(head, endpoints, null, values);
    }

    ClientSettings settings() {
        return new ClientSettings(
                endpoints,
                embedded,
                DriverProperty.USER.text(values),
                Password.of(DriverProperty.PASSWORD.text(values)),
                DriverProperty.APPLICATION_NAME.text(values),
                tls(),
                channelBinding(),
                DriverProperty.CONNECT_TIMEOUT.number(values),
                DriverProperty.CONNECT_TIMEOUT.number(values),
                DriverProperty.ANSWER_TIMEOUT.number(values),
                DriverProperty.TCP_KEEP_ALIVE.flag(values));
    }

    /** The same for another user, whatever the URL says. */
    ConnectionUrl as(String user, String password) throws SQLException {
        Map<DriverProperty, String> changed = new EnumMap<>(values);
        put(changed, DriverProperty.USER.key(), user);
        put(changed, DriverProperty.PASSWORD.key(), password);
        return new ConnectionUrl(text, endpoints, embedded, changed);
    }

    /** How long it may take to get a connection, by the URL or else as the caller says. */
    long loginNanos(int callersSeconds) {
        int own = DriverProperty.LOGIN_TIMEOUT.number(values);
        int seconds = own > 0 ? own : callersSeconds;
        return seconds > 0
                ? TimeUnit.SECONDS.toNanos(seconds)
                : TimeUnit.MILLISECONDS.toNanos(DriverProperty.RETRY_TIMEOUT.number(values));
    }

    /** Without what follows the question mark, where a password may be. */
    @Override
    public String toString() {
        return text;
    }

    private TlsSettings tls() {
        String mode = DriverProperty.TLS.text(values);
        return new TlsSettings(
                switch (mode) {
                    case "verify-full" -> TlsSettings.Mode.VERIFY_FULL;
                    case "require" -> TlsSettings.Mode.REQUIRE;
                    case "disable" -> TlsSettings.Mode.DISABLE;
                    default -> TlsSettings.Mode.UNSET;
                },
                path(DriverProperty.TLS_ROOT_CERT),
                path(DriverProperty.TLS_CERT),
                path(DriverProperty.TLS_KEY));
    }

    private ChannelBindingMode channelBinding() {
        return switch (DriverProperty.CHANNEL_BINDING.text(values)) {
            case "require" -> ChannelBindingMode.REQUIRE;
            case "disable" -> ChannelBindingMode.DISABLE;
            default -> ChannelBindingMode.PREFER;
        };
    }

    private @Nullable String path(DriverProperty property) {
        String path = property.text(values);
        return path.isEmpty() ? null : path;
    }

    private static ConnectionUrl embedded(
            String head, String kind, String name, Map<DriverProperty, String> values)
            throws SQLException {
        if (name.isBlank()) {
            throw Errors.badUrl(
                    kind.equals("mem")
                            ? "a name must follow mem:"
                            : "a folder must follow embedded:");
        }
        return new ConnectionUrl(head, List.of(), new ClientSettings.Embedded(kind, name), values);
    }

    private static void schema(String path, Map<DriverProperty, String> values)
            throws SQLException {
        if (path.isEmpty()) {
            return;
        }
        String schema = decode(path);
        if (schema.indexOf('/') >= 0) {
            throw Errors.badUrl("the schema '" + schema + "' has a slash");
        }
        put(values, DriverProperty.CURRENT_SCHEMA.key(), schema);
    }

    private static void parameters(String query, Map<DriverProperty, String> values)
            throws SQLException {
        for (String parameter : query.split("&", -1)) {
            if (parameter.isEmpty()) {
                continue;
            }
            int equals = parameter.indexOf('=');
            String key = equals < 0 ? parameter : parameter.substring(0, equals);
            put(values, decode(key), equals < 0 ? "" : decode(parameter.substring(equals + 1)));
        }
    }

    private static void put(Map<DriverProperty, String> values, String key, String value)
            throws SQLException {
        DriverProperty property = DriverProperty.of(key);
        if (property == null) {
            throw Errors.badProperty(
                    "unknown connection property '"
                            + key
                            + "'; the nearest known one is '"
                            + DriverProperty.nearest(key).key()
                            + "'");
        }
        String complaint = property.complaint(value);
        if (complaint != null) {
            throw Errors.badProperty(
                    "connection property "
                            + key
                            + " is "
                            + property.shown(value)
                            + ", but "
                            + complaint);
        }
        values.put(property, value);
    }

    private static Endpoint endpoint(String text) throws SQLException {
        int portColon = text.lastIndexOf(':');
        String host = text;
        int port = Endpoint.DEFAULT_PORT;
        if (text.startsWith("[")) {
            int bracket = text.indexOf(']');
            boolean closed = bracket > 1;
            boolean plain = closed && bracket == text.length() - 1;
            if (!closed || (!plain && portColon != bracket + 1)) {
                throw Errors.badUrl("'" + text + "' is not [IPv6 address]:port");
            }
            host = text.substring(1, bracket);
            portColon = plain ? -1 : portColon;
        } else if (portColon >= 0) {
            host = text.substring(0, portColon);
        }
        if (portColon >= 0) {
            port = port(text, text.substring(portColon + 1));
        }
        if (host.isBlank() || (host.indexOf(':') >= 0 && !text.startsWith("["))) {
            throw Errors.badUrl(
                    host.isBlank()
                            ? "a host name is missing before '" + text + "'"
                            : "the IPv6 address in '" + text + "' needs brackets");
        }
        return new Endpoint(host, port);
    }

    private static int port(String host, String text) throws SQLException {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        throw Errors.badUrl("the port '" + text + "' of '" + host + "' is not 1 to 65535");
    }

    private static String decode(String text) throws SQLException {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Errors.badUrl("it has a bad percent sign; two hexadecimal digits must follow");
        }
    }
}
