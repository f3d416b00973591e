package io.nextval.compatibility;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.apache.commons.dbcp2.BasicDataSource;

import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

/** The connection pools that are tested, each with the settings that its documents begin with. */
enum Pool {
    HIKARI("HikariCP") {
        @Override
        Opened open(String url, int size, String user, String password, Duration patience) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url);
            config.setMaximumPoolSize(size);
            config.setUsername(user);
            config.setPassword(password);
            config.setConnectionTimeout(patience.toMillis());
            // A pool on a server that is not there yet, or lets nobody in, fails at the first use.
            config.setInitializationFailTimeout(-1);
            HikariDataSource pool = new HikariDataSource(config);
            return new Opened(pool, pool::close);
        }
    },
    DBCP2("DBCP2") {
        @Override
        Opened open(String url, int size, String user, String password, Duration patience) {
            BasicDataSource pool = new BasicDataSource();
            pool.setUrl(url);
            pool.setMaxTotal(size);
            pool.setMaxIdle(size);
            pool.setUsername(user);
            pool.setPassword(password);
            pool.setMaxWait(patience);
            return new Opened(pool, pool::close);
        }
    };

    /** While nodes are away, who has a connection waits inside the driver, and others for it. */
    private static final Duration AS_LONG_AS_THE_DRIVER_RETRIES = Duration.ofSeconds(60);

    private final String title;

    Pool(String title) {
        this.title = title;
    }

    /** A pool whose borrowers wait so long at most. */
    abstract Opened open(String url, int size, String user, String password, Duration patience);

    Opened open(String url, int size) {
        return open(url, size, "app", "", AS_LONG_AS_THE_DRIVER_RETRIES);
    }

    /** The name that its users know. */
    String title() {
        return title;
    }

    /** An open pool. */
    record Opened(DataSource dataSource, Closing closing) implements AutoCloseable {
        @Override
        public void close() throws SQLException {
            closing.close();
        }
    }

    /** How a pool is closed. */
    @FunctionalInterface
    interface Closing {
        void close() throws SQLException;
    }
}
