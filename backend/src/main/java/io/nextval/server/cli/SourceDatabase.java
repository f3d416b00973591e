package io.nextval.server.cli;

import io.nextval.server.config.StartupException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;

/**
 * The database that {@code import} reads.
 *
 * @param url its JDBC URL
 * @param user null if the URL says it
 * @param password null if the URL says it; it is given to the driver and to nothing else
 * @param jars where its driver is, if that does not come with us
 */
record SourceDatabase(
        String url, @Nullable String user, @Nullable String password, List<Path> jars) {
    private static final String OURS = "jdbc:nextval:";

    Connection connect() throws IOException {
        if (!url.startsWith("jdbc:") || url.startsWith(OURS)) {
            throw new StartupException(
                    StartupException.EXIT_USAGE,
                    "bad URL '"
                            + shown()
                            + "' for --from; it must be the JDBC URL of the source, such as"
                            + " jdbc:postgresql://HOST/DATABASE");
        }
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        try {
            for (Driver driver : drivers()) {
                Connection connection =
                        driver.acceptsURL(url) ? driver.connect(url, properties) : null;
                if (connection != null) {
                    return connection;
                }
            }
        } catch (SQLException e) {
            throw new StartupException(
                    StartupException.EXIT_ADDRESS,
                    "can not connect to "
                            + shown()
                            + ": "
                            + words(e)
                            + " ("
                            + e.getSQLState()
                            + ")",
                    e);
        }
        throw new StartupException(
                StartupException.EXIT_USAGE,
                "no driver for " + shown() + "; name its jar with --driver-jar");
    }

    /** Those in the jars come first: whoever names one wants it. */
    private List<Driver> drivers() throws IOException {
        List<Driver> drivers = new ArrayList<>();
        if (!jars.isEmpty()) {
            drivers.addAll(DriverJars.load(jars));
        }
        ServiceLoader.load(Driver.class).forEach(drivers::add);
        return drivers;
    }

    /** The URL without what may be a password: parameters, and a user before an at sign. */
    String shown() {
        return url.replaceFirst("(?s)[?;].*", "").replaceFirst("(?s)(//|thin:)[^@]*@", "$1");
    }

    /** What a driver says, without a URL or a password in it. */
    String words(SQLException e) {
        String message = String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
        message = message.replace(url, shown());
        return password == null || password.isEmpty() ? message : message.replace(password, "***");
    }

    @Override
    public String toString() {
        return shown();
    }
}
