package io.nextval.server.cli;

import io.nextval.server.config.StartupException;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** JDBC drivers in jars that a person names on the command line; nothing else names a jar. */
final class DriverJars {
    private DriverJars() {}

    /** The first driver of a jar. */
    static Driver first(Path jar) throws IOException {
        return load(List.of(jar)).get(0);
    }

    /**
     * The drivers in jars that see each other and nothing of ours. Their class loader stays open as
     * long as the process: a driver loads classes at any time.
     */
    static List<Driver> load(List<Path> jars) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            if (!Files.isReadable(jar)) {
                throw new StartupException(
                        StartupException.EXIT_USAGE, "the driver " + jar + " can not be read");
            }
            urls.add(jar.toUri().toURL());
        }
        URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        List<Driver> drivers = new ArrayList<>();
        ServiceLoader.load(Driver.class, loader).forEach(drivers::add);
        if (drivers.isEmpty()) {
            throw new StartupException(
                    StartupException.EXIT_USAGE,
                    jars.get(0) + " has no JDBC driver that ServiceLoader finds");
        }
        return drivers;
    }
}
