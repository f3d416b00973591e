package io.nextval.springboot;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import javax.sql.DataSource;

/** A second data source, beside the application's own, which stays the default. */
@Configuration(proxyBeanMethods = false)
class SequencesConfiguration {
    @Bean(defaultCandidate = false)
    @ConfigurationProperties("app.sequences")
    HikariDataSource sequencesDataSource() {
        return new HikariDataSource();
    }

    @Bean(defaultCandidate = false)
    JdbcClient sequences(@Qualifier("sequencesDataSource") DataSource source) {
        return JdbcClient.create(source);
    }
}
