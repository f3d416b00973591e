package io.nextval.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.util.Map;
import java.util.Properties;

/** The jar as a bundle in Apache Felix, alone with the classes of the JDK. */
@Timeout(60)
final class OsgiIT {
    @TempDir private Path folder = Path.of("");

    @Test
    void resolvesAndDrawsNumbersAsABundle() throws Exception {
        Framework framework =
                new FrameworkFactory()
                        .newFramework(
                                Map.of(
                                        Constants.FRAMEWORK_STORAGE,
                                        folder.resolve("felix").toString(),
                                        Constants.FRAMEWORK_STORAGE_CLEAN,
                                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT));
        framework.start();
        try (TestNode node = TestNode.start("OsgiIT")) {
            Bundle bundle =
                    framework.getBundleContext().installBundle(DriverJar.path().toUri().toString());
            bundle.start();
            assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
            assertThat(bundle.getSymbolicName()).isEqualTo("io.nextval.jdbc");
            Class<?> type = bundle.loadClass("io.nextval.jdbc.NextvalDriver");
            Driver driver = (Driver) type.getConstructor().newInstance();
            assertThat(driver).isNotInstanceOf(io.nextval.jdbc.NextvalDriver.class);
            try (Connection connection = driver.connect(node.url(), new Properties())) {
                Sql.execute(connection, "CREATE SEQUENCE bundled");
                assertThat(Sql.next(connection, "bundled")).isEqualTo(1);
            }
        } finally {
            framework.stop();
            assertThat(framework.waitForStop(20_000)).isNotNull();
        }
    }
}
