package io.nextval.server.cli;

import io.nextval.server.cli.bench.Database;
import io.nextval.server.config.StartupException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.ServiceLoader;

/** The database that {@code bench --compare} measures beside Nextval, through its own driver. */
final class OtherDatabase {
    private OtherDatabase() {}

    static Database of(String url, @Nullable Path driverJar, String query) throws IOException {
        String name = url.replaceFirst("^jdbc:", "").replaceFirst("[:/].*", "");
        if (driverJar == null) {
            return new Database(name, () -> DriverManager.getConnection(url), query);
        }
        Driver driver = load(driverJar);
        return new Database(name, () -> connect(driver, url), query);
    }

    /** The class loader stays open as long as the process: the driver loads classes at any time. */
    private static Driver load(Path jar) throws IOException {
        if (!Files.isReadable(jar)) {
            throw new StartupException(
                    StartupException.EXIT_USAGE, "the driver " + jar + " can not be read");
        }
        URLClassLoader loader =
                new URLClassLoader(
                        new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        return ServiceLoader.load(Driver.class, loader)
                .findFirst()
                .orElseThrow(
                        () ->
                                new StartupException(
                                        StartupException.EXIT_USAGE,
                                        jar + " has no JDBC driver that ServiceLoader finds"));
    }

    private static Connection connect(Driver driver, String url) throws SQLException {
        Connection connection = driver.connect(url, new Properties());
        if (connection == null) {
            throw new SQLException("the given driver does not know the URL " + url, "08001");
        }
        return connection;
    }
}
