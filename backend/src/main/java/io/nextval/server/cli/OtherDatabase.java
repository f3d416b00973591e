package io.nextval.server.cli;

import io.nextval.server.cli.bench.Database;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The database that {@code bench --compare} measures beside Nextval, through its own driver. */
final class OtherDatabase {
    private OtherDatabase() {}

    static Database of(String url, @Nullable Path driverJar, String query) throws IOException {
        String name = url.replaceFirst("^jdbc:", "").replaceFirst("[:/].*", "");
        if (driverJar == null) {
            return new Database(name, () -> DriverManager.getConnection(url), query);
        }
        Driver driver = DriverJars.first(driverJar);
        return new Database(name, () -> connect(driver, url), query);
    }

    private static Connection connect(Driver driver, String url) throws SQLException {
        Connection connection = driver.connect(url, new Properties());
        if (connection == null) {
            throw new SQLException("the given driver does not know the URL " + url, "08001");
        }
        return connection;
    }
}
