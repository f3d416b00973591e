package io.nextval.springboot;

import io.nextval.jdbc.NextvalDriver;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.jdbc.DataSourceHealthIndicator;
import org.springframework.boot.autoconfigure.jdbc.DataSourceProperties;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.autoconfigure.orm.jpa.HibernatePropertiesCustomizer;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import javax.sql.DataSource;

/** Beans of types that have another package in each version of Spring Boot. */
final class OfThisVersion {
    private OfThisVersion() {}

    /** A data source with properties under a prefix of the application's own. */
    @Configuration(proxyBeanMethods = false)
    static class NamedDataSource {
        @Bean
        @ConfigurationProperties("app.ids.datasource")
        DataSourceProperties idsProperties() {
            return new DataSourceProperties();
        }

        @Bean
        DataSource ids(DataSourceProperties idsProperties) {
            return idsProperties.initializeDataSourceBuilder().build();
        }
    }

    /** What {@code @ServiceConnection} makes of a container, with its URL and its driver. */
    @Configuration(proxyBeanMethods = false)
    static class Details {
        @Bean
        JdbcConnectionDetails details(@Value("${test.url}") String url) {
            return new JdbcConnectionDetails() {
                @Override
                public String getUsername() {
                    return "";
                }

                @Override
                public String getPassword() {
                    return "";
                }

                @Override
                public String getJdbcUrl() {
                    return url;
                }

                @Override
                public String getDriverClassName() {
                    return NextvalDriver.class.getName();
                }
            };
        }
    }

    /** Health that needs a majority: it reads a sequence. */
    @Configuration(proxyBeanMethods = false)
    static class SequenceHealth {
        @Bean
        DataSourceHealthIndicator ordersHealthIndicator(DataSource dataSource) {
            return new DataSourceHealthIndicator(dataSource, "SELECT last_value FROM orders");
        }
    }

    /** Hibernate takes its ids from the second data source. */
    @Configuration(proxyBeanMethods = false)
    static class Numbers {
        @Bean
        HibernatePropertiesCustomizer numbers(
                @Qualifier("sequencesDataSource") DataSource sequences) {
            return properties -> properties.put("nextval.datasource", sequences);
        }
    }
}
