package io.nextval.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this server, as the build wrote it into the jar. */
public final class ServerVersion {
    private static final String RESOURCE = "version.properties";
    private static final String CURRENT = read();

    private ServerVersion() {}

    /** For example {@code 0.1.0}. */
    public static String current() {
        return CURRENT;
    }

    private static String read() {
        Properties properties = new Properties();
        try (InputStream in = ServerVersion.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                return "unknown";
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("can not read " + RESOURCE, e);
        }
        return properties.getProperty("version", "unknown");
    }
}
