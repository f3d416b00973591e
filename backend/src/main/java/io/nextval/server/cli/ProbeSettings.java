package io.nextval.server.cli;

import io.nextval.client.ChannelBindingMode;
import io.nextval.client.ClientSettings;
import io.nextval.client.Password;
import io.nextval.client.tls.TlsSettings;
import io.nextval.server.config.ServerVersion;
import io.nextval.server.config.StartupException;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How to ask a single node: the user, the password and the TLS of a URL of ours. */
final class ProbeSettings {
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final String PASSWORD_VARIABLE = "NEXTVAL_PASSWORD";

    private ProbeSettings() {}

    /**
     * Reads them.
     *
     * @param user wins over that of the URL; null if nobody says it
     */
    static ClientSettings of(String url, @Nullable String user, Map<String, String> environment) {
        Map<String, String> given = properties(url);
        String password = given.getOrDefault("password", environment.get(PASSWORD_VARIABLE));
        return new ClientSettings(
                List.of(),
                null,
                user == null ? given.getOrDefault("user", "") : user,
                password == null ? Password.NONE : Password.of(password),
                "nextval-cli/" + ServerVersion.current(),
                new TlsSettings(
                        mode(given.getOrDefault("tls", "")),
                        given.get("tlsRootCert"),
                        given.get("tlsCert"),
                        given.get("tlsKey")),
                ChannelBindingMode.PREFER,
                TIMEOUT_MILLIS,
                TIMEOUT_MILLIS,
                TIMEOUT_MILLIS,
                true);
    }

    private static TlsSettings.Mode mode(String text) {
        return switch (text) {
            case "verify-full" -> TlsSettings.Mode.VERIFY_FULL;
            case "require" -> TlsSettings.Mode.REQUIRE;
            case "disable" -> TlsSettings.Mode.DISABLE;
            case "" -> TlsSettings.Mode.UNSET;
            default ->
                    throw new StartupException(
                            StartupException.EXIT_USAGE,
                            "bad value '"
                                    + text
                                    + "' for tls; allowed: verify-full, require or disable");
        };
    }

    /** What stands behind the question mark; the driver knows more than is used here. */
    private static Map<String, String> properties(String url) {
        Map<String, String> properties = new HashMap<>();
        int question = url.indexOf('?');
        if (question >= 0) {
            for (String pair : url.substring(question + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    properties.put(
                            decoded(pair.substring(0, equals)),
                            decoded(pair.substring(equals + 1)));
                }
            }
        }
        return properties;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new StartupException(
                    StartupException.EXIT_USAGE, "bad URL: " + e.getMessage(), e);
        }
    }
}
