package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The drivers of databases that are there: those that registered with DriverManager, then those
 * that the thread's class loader finds as services. None is ever named by a URL.
 */
final class RealDrivers {
    private RealDrivers() {}

    /** Connects by the first driver that takes the URL and succeeds. */
    static Connection connect(RoutingUrl url) throws SQLException {
        SQLException failure = null;
        for (Driver driver : accepting(url.realUrl())) {
            try {
                Connection connection = driver.connect(url.realUrl(), url.realProperties());
                if (connection != null) {
                    return connection;
                }
            } catch (SQLException e) {
                if (failure == null) {
                    failure = e;
                }
            }
        }
        throw failure != null ? failure : none(url);
    }

    /** The first driver that takes the URL, or null. */
    static @Nullable Driver find(RoutingUrl url) {
        List<Driver> accepting = accepting(url.realUrl());
        return accepting.isEmpty() ? null : accepting.get(0);
    }

    static SQLException none(RoutingUrl url) {
        return RoutingErrors.badUrl(
                "no driver on the class path takes " + url + " (put the database's driver there)");
    }

    private static List<Driver> accepting(String realUrl) {
        List<Driver> found = new ArrayList<>();
        for (Driver driver : DriverManager.drivers().toList()) {
            add(driver, realUrl, found);
        }
        if (found.isEmpty()) {
            services(realUrl, found);
        }
        return found;
    }

    private static void services(String realUrl, List<Driver> found) {
        try {
            Iterator<Driver> services = ServiceLoader.load(Driver.class).iterator();
            while (services.hasNext()) {
                add(services.next(), realUrl, found);
            }
        } catch (ServiceConfigurationError e) {
            // a broken driver of another database, or no class path to look on
        }
    }

    private static void add(Driver driver, String realUrl, List<Driver> found) {
        try {
            if (driver.acceptsURL(realUrl)) {
                found.add(driver);
            }
        } catch (SQLException e) {
            // one that can not read the URL is not its driver
        }
    }
}
