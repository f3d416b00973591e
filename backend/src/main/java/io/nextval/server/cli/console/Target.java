package io.nextval.server.cli.console;

import io.nextval.jdbc.NextvalDriver;
import io.nextval.server.config.StartupException;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Where to connect, and as whom.
 *
 * @param url a JDBC URL of ours
 * @param user null if the URL says it, or nobody does
 * @param password null for none; it is given to the driver and to nothing else
 */
public record Target(String url, @Nullable String user, @Nullable String password) {
    /** What is connected to when neither the command line nor the environment names a server. */
    public static final String DEFAULT_URL = "jdbc:nextval://127.0.0.1:7650";

    private static final String PREFIX = "jdbc:nextval:";

    /** {@code host:port,host:port/schema?key=value}, the part of a URL that a person types. */
    private static final Pattern SHORT =
            Pattern.compile("[A-Za-z0-9.\\-_\\[\\]]+(:[0-9A-Fa-f:\\]]+)?(,[^/?\\s]+)?([/?]\\S*)?");

    /**
     * Makes a target of what a person gave.
     *
     * @param text a URL, or {@code host:port}; null for the default
     */
    public static Target of(
            @Nullable String text, @Nullable String user, @Nullable String password) {
        return new Target(text == null ? DEFAULT_URL : url(text), user, password);
    }

    private static String url(String text) {
        if (text.startsWith(PREFIX)) {
            return text;
        }
        if (!text.startsWith("jdbc:") && SHORT.matcher(text).matches()) {
            return PREFIX + "//" + text;
        }
        throw new StartupException(
                StartupException.EXIT_USAGE,
                "bad URL '"
                        + withoutQuery(text)
                        + "'; allowed: "
                        + PREFIX
                        + "//HOST:PORT,…/schema, or HOST:PORT alone");
    }

    /**
     * Opens a connection. The driver is asked directly: to search for it would load every JDBC
     * driver on the class path, which takes longer than the statement.
     */
    public Connection connect() throws SQLException {
        Properties properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        Connection connection = new NextvalDriver().connect(url, properties);
        if (connection == null) {
            throw new SQLException("the driver does not know the URL " + shownUrl(), "08001");
        }
        return connection;
    }

    /** The URL without what follows the question mark, where a password may be. */
    public String shownUrl() {
        return withoutQuery(url);
    }

    private static String withoutQuery(String text) {
        int question = text.indexOf('?');
        return question < 0 ? text : text.substring(0, question);
    }

    @Override
    public String toString() {
        return user == null ? shownUrl() : user + " at " + shownUrl();
    }
}
