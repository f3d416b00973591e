package io.nextval.jdbc;

import io.nextval.client.ClientException;
import io.nextval.client.Clients;
import io.nextval.client.DriverVersion;
import io.nextval.routing.Routing;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * The driver, found by {@link DriverManager} through its service file. Any thread. URLs with
 * another database's name behind {@code jdbc:nextval:} are the wrapping driver's.
 */
public final class NextvalDriver implements Driver {
    /** The parent of all loggers of the driver. */
    static final String LOGGER = "io.nextval";

    static {
        try {
            DriverManager.registerDriver(new NextvalDriver());
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Called by the service loader. */
    public NextvalDriver() {}

    @Override
    public @Nullable Connection connect(@Nullable String url, @Nullable Properties info)
            throws SQLException {
        if (url == null) {
            throw Errors.missing("the URL");
        }
        if (Routing.isOurs(url)) {
            return Routing.connect(this, url, info);
        }
        if (!ConnectionUrl.isOurs(url)) {
            return null;
        }
        return open(ConnectionUrl.parse(url, info), DriverManager.getLoginTimeout());
    }

    /** Connects, within as many seconds unless the URL says how many; 0 for no word on it. */
    static Connection open(ConnectionUrl url, int loginSeconds) throws SQLException {
        Clients.Lease lease = lease(url, loginSeconds);
        return new NextvalConnection(url, lease.client(), lease::close);
    }

    static Clients.Lease lease(ConnectionUrl url, int loginSeconds) throws SQLException {
        try {
            return Clients.lease(url.settings(), url.loginNanos(loginSeconds));
        } catch (ClientException e) {
            throw Errors.of(e);
        }
    }

    @Override
    public boolean acceptsURL(@Nullable String url) throws SQLException {
        if (url == null) {
            throw Errors.missing("the URL");
        }
        return ConnectionUrl.isOurs(url) || Routing.isOurs(url);
    }

    /** All properties, with the values that the URL and {@code info} give; never the password. */
    @Override
    public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info)
            throws SQLException {
        if (url != null && Routing.isOurs(url)) {
            return Routing.propertyInfo(this, url, info);
        }
        Map<DriverProperty, String> values =
                url != null && ConnectionUrl.isOurs(url)
                        ? ConnectionUrl.parse(url, info).values()
                        : new EnumMap<>(DriverProperty.class);
        return Arrays.stream(DriverProperty.values())
                .map(property -> property.info(values))
                .toArray(DriverPropertyInfo[]::new);
    }

    @Override
    public int getMajorVersion() {
        return DriverVersion.MAJOR;
    }

    @Override
    public int getMinorVersion() {
        return DriverVersion.MINOR;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return Logger.getLogger(LOGGER);
    }
}
