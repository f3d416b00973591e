package io.nextval.integrations.recipes;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import javax.sql.DataSource;

/** Data sources of the tests; an application has a pool for each. */
final class DataSources {
    private DataSources() {}

    static DataSource of(String url) {
        return new DriverManagerDataSource(url);
    }
}
